import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffLines } from './diff-lines.ts';

const show = (before: string, after: string) =>
  diffLines(before.split(''), after.split(''))?.map(
    ({ kind, text }) => ({ same: ' ', added: '+', removed: '-' })[kind] + text,
  );

describe('what changed between two texts', () => {
  it('is nothing where they are the same', () => {
    expect(show('abc', 'abc')).toEqual([' a', ' b', ' c']);
    expect(diffLines([], [])).toEqual([]);
  });

  it('is as little as it can be', () => {
    expect(show('abcabba', 'cbabac')?.filter((line) => !line.startsWith(' '))).toHaveLength(5);
    expect(show('abc', 'axc')).toEqual([' a', '-b', '+x', ' c']);
    expect(show('', 'ab')).toEqual(['+a', '+b']);
    expect(show('ab', '')).toEqual(['-a', '-b']);
  });

  it('leads from the one to the other, with the numbers of the lines', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 40 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = diffLines(before, after) ?? [];
        expect(lines.filter(({ kind }) => kind !== 'added').map((line) => line.text)).toEqual(before);
        expect(lines.filter(({ kind }) => kind !== 'removed').map((line) => line.text)).toEqual(after);
        for (const { kind, text: line, oldLine, newLine } of lines) {
          if (kind !== 'added') expect(before[oldLine - 1]).toBe(line);
          if (kind !== 'removed') expect(after[newLine - 1]).toBe(line);
        }
      }),
    );
  });

  it('is not looked for where everything differs', () => {
    const lines = (mark: string) => Array.from({ length: 20_000 }, (_, index) => `${mark}${index}`);
    expect(diffLines(lines('a'), lines('b'))).toBeUndefined();
    expect(diffLines(lines('a').concat(lines('b'), lines('c')), [])).toBeUndefined();
  });
});
