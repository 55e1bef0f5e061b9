import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from './architecture/rules.ts';
import { readSourceTree } from './architecture/source-tree.ts';

const tree = await readSourceTree(join(import.meta.dirname, '../src'));

const inWords = (name: string) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

describe('the house', () => {
  it('has sources to look at', () => {
    expect(tree.size).toBeGreaterThan(50);
  });

  it.each(Object.entries(rules).map(([name, rule]) => ({ name: inWords(name), rule })))('$name', ({ rule }) => {
    expect(rule(tree)).toEqual([]);
  });
});
