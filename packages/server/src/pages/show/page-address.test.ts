import { describe, expect, it } from 'vitest';
import { parsePageTarget } from './page-address.ts';

describe('the address of a page', () => {
  it.each([
    ['/ada/k3Xw9bNqTz', { username: 'ada', slug: 'k3Xw9bNqTz', query: '' }],
    ['/ada-l/k3?', { username: 'ada-l', slug: 'k3', query: '' }],
    ['/ada/k3?a=/b?c', { username: 'ada', slug: 'k3', query: 'a=/b?c' }],
  ])('%s is one', (target, address) => {
    expect(parsePageTarget(target)).toEqual(address);
  });

  it.each([
    ['/ada', 'one segment'],
    ['/ada/', 'nothing behind the slash'],
    ['/ada/k3/', 'a slash at the end'],
    ['/ada/k3/review', 'three segments'],
    ['/Ada/k3', 'another spelling'],
    ['/ada/k3.html', 'a dot'],
    ['/%61da/k3', 'an encoded letter'],
    ['//ada/k3', 'an empty segment'],
    ['/api/v1', 'a word of the server'],
    ['/health/live', 'a word of the server'],
    ['http://ada/k3', 'an absolute address'],
  ])('%s is none: %s', (target) => {
    expect(parsePageTarget(target)).toBeUndefined();
  });
});
