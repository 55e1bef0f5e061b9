import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvCell } from './write-entries.ts';

test('no cell begins as a formula does, whatever it says, and none breaks its line', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '"', ',', 'a') })),
      (text) => {
        const cell = csvCell(text);
        expect(cell).not.toMatch(/^"?[=+\-@\t\r]/);
        if (cell.startsWith('"')) expect(cell.slice(1, -1).replaceAll('""', '')).not.toContain('"');
        else expect(cell).not.toMatch(/[",\r\n]/);
      },
    ),
  );
});
