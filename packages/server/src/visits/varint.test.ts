import fc from 'fast-check';
import { expect, it } from 'vitest';
import { VarintReader, VarintWriter } from './varint.ts';

const wholeNumbers = fc.array(fc.oneof(fc.nat(300), fc.maxSafeNat()), { maxLength: 2_000 });

it('numbers come back from their packed form', () => {
  const writer = new VarintWriter();
  fc.assert(
    fc.property(wholeNumbers, (numbers) => {
      for (const number of numbers) writer.add(number);
      const reader = new VarintReader(writer.take());
      for (const number of numbers) expect(reader.next()).toBe(number);
      expect(reader.atEnd).toBe(true);
    }),
  );
});

it('numbers below 128 take one byte', () => {
  const writer = new VarintWriter();
  writer.add(127);
  expect(writer.take()).toHaveLength(1);
  writer.add(128);
  expect(writer.take()).toHaveLength(2);
});

it('bytes that were cut off end the reading', () => {
  const reader = new VarintReader(Uint8Array.of(0x80));
  expect(reader.next()).toBe(0);
  expect(reader.atEnd).toBe(true);
});
