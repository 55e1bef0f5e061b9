import { describe, expect, it } from 'vitest';
import { FRAME_SCRIPT } from './browser-scripts.ts';
import { insertScript } from './insert-script.ts';

const insert = (html: string, charset = 'utf-8') =>
  insertScript(Buffer.from(html, 'latin1'), charset, 'S').toString('latin1');

describe('the script of the framed copy', () => {
  it.each([
    ['<!doctype html><p>a', '<!doctype html><script>S</script><p>a'],
    ['\xef\xbb\xbf<!DOCTYPE html>\n<p>a', '\xef\xbb\xbf<!DOCTYPE html><script>S</script>\n<p>a'],
    ['<!-- a > b -->\n<!doctype html><p>', '<!-- a > b -->\n<!doctype html><script>S</script><p>'],
    ['<p>a', '<script>S</script><p>a'],
    ['', '<script>S</script>'],
    ['<!-- never ended <!doctype html>', '<script>S</script><!-- never ended <!doctype html>'],
  ])('stands in %j where it changes nothing', (html, expected) => {
    expect(insert(html)).toBe(expected);
  });

  it('is left out where bytes are not like ASCII', () => {
    expect(insert('a', 'utf-16le')).toBe('a');
  });

  it('can stand between tags', () => {
    expect(FRAME_SCRIPT).not.toMatch(/<\/script|<!--/i);
    expect(FRAME_SCRIPT).toMatch(/^[\x20-\x7e\n]*$/);
  });
});
