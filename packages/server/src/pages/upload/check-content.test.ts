import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SLOW_DOCUMENTS } from '../../../test/slow-input/documents.ts';
import { AppError } from '../../platform/http/app-error.ts';
import { checkContent } from './check-content.ts';
import { decodeHtml } from './decode-html.ts';
import { inspectHtml } from './inspect-html.ts';

const check = (bytes: Buffer | string, charset?: string, fileName?: string) =>
  checkContent({ bytes: Buffer.from(bytes), charset, fileName });

describe('content', () => {
  it.each([
    ['a document', '<!DOCTYPE html><html><head><title>T</title></head><body>x</body></html>'],
    ['a fragment', 'Hello <em>you</em>'],
    ['a doctype alone', '<!doctype html>'],
    ['a drawing', '<svg><circle r="1"/></svg>'],
    ['a custom element', '<my-chart></my-chart>'],
    ['a document behind a mark', '\ufeff<p>x'],
    ['upper case', '<P>x</P>'],
  ])('that is %s is HTML', async (_what, text) => {
    const bytes = Buffer.from(text);
    expect((await check(bytes)).bytes.equals(bytes)).toBe(true);
  });

  it.each<[string, Buffer | string]>([
    ['nothing', ''],
    ['plain text', 'Hello, nobody.'],
    ['JSON', '{"a":[1,2,3]}'],
    ['a PNG', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['a PDF', '%PDF-1.7\n%\u0001\u0002<p>'],
    ['a ZIP', Buffer.from('504b0304140000000800', 'hex')],
    ['HTML with a NUL in it', '<p>a\0b</p>'],
    ['a comparison', 'if (a < b && c > d) return;'],
  ])('that is %s is refused', async (_what, bytes) => {
    await expect(check(bytes)).rejects.toMatchObject({ status: 400 });
  });
});

describe('the charset of content', () => {
  const umlaut = (label: string) => Buffer.concat([Buffer.from(`<meta charset="${label}"><p>`), Buffer.of(0xfc)]);

  it('is UTF-8 when nothing says otherwise, and bytes that are not are refused', async () => {
    expect((await check('<p>ü')).charset).toBe('utf-8');
    await expect(check(Buffer.of(0x3c, 0x70, 0x3e, 0xfc))).rejects.toThrow('not text in utf-8');
  });

  it('is what was declared, also against what the document says', async () => {
    expect((await check(umlaut('utf-8'), 'ISO-8859-1')).charset).toBe('windows-1252');
    await expect(check(umlaut('iso-8859-1'), 'utf-8')).rejects.toThrow('not text in utf-8');
  });

  it('is what the document says when nothing was declared', async () => {
    expect((await check(umlaut('iso-8859-1'))).charset).toBe('windows-1252');
    const old = '<meta http-equiv="Content-Type" content="text/html; charset=shift_jis"><p>x';
    expect((await check(old)).charset).toBe('shift_jis');
    expect((await check('<meta charset="utf-16"><p>x')).charset).toBe('utf-8');
  });

  it('is that of the byte order mark, whatever was declared', async () => {
    const utf16 = Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from('<p>x</p>', 'utf16le')]);
    expect((await check(utf16, 'utf-8')).charset).toBe('utf-16le');
  });

  it('that nobody knows is refused by name', async () => {
    await expect(check('<p>x', 'klingon')).rejects.toThrow('The charset "klingon" is not known.');
    await expect(check('<p>x', 'utf-7')).rejects.toThrow('not known');
  });

  it('of any bytes is found, or they are refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.option(fc.string(), { nil: undefined }), (bytes, label) => {
        try {
          expect(decodeHtml(Buffer.from(bytes), label).charset).toMatch(/^[a-z0-9-]+$/);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      }),
    );
  });
});

describe('what content calls itself', () => {
  it.each([
    ['<title>One</title><h1>Two</h1>', 'One'],
    ['<h1>Two</h1><title>One</title>', 'One'],
    ['<title> A \n\t B </title>', 'A B'],
    ['<title>A &amp; B &#x2014; &eacute;</title>', 'A & B — é'],
    ['<title>a <b>not bold</b></title>', 'a <b>not bold</b>'],
    ['<title></title><h2>The <em>first</em> one</h2><h1>not this</h1>', 'The first one'],
    ['<h1> </h1><h3>Third</h3>', 'Third'],
    ['<svg><title>of the drawing</title></svg><h1>Head</h1>', 'Head'],
    ['<script>"<title>no</title>"</script><title>yes</title>', 'yes'],
    ['<!-- <title>no</title> --><title>yes</title>', 'yes'],
    ['<textarea><title>no</title></textarea><title>yes</title>', 'yes'],
    ['<title>never closed', 'never closed'],
    ['<title>first</title><title>second</title>', 'first'],
    [`<title>${'ä'.repeat(300)}</title>`, 'ä'.repeat(200)],
    ['<title>a\u202eb\u0085c</title>', 'ab c'],
    ['<title>\u0085</title><h1>x</h1>', 'x'],
    [`<img src="data:${'x'.repeat(200_000)}"><title>late</title>`, 'late'],
  ])('%.60s → %.20s', async (html, title) => {
    expect((await check(html)).derivedTitle).toBe(title);
  });

  it('is looked for within the first two million characters', async () => {
    const filler = (characters: number) => `<p>${'x'.repeat(characters)}`;
    expect((await check(`${filler(2_000_000)}<h1>within</h1>`)).derivedTitle).toBe('within');
    expect((await check(`${filler(2_200_000)}<h1>beyond</h1>`)).derivedTitle).toBe('Untitled');
  });

  it('is the name of its file, or Untitled, when nothing in it is a title', async () => {
    expect((await check('<p>x', undefined, 'report.html')).derivedTitle).toBe('report.html');
    expect((await check('<p>x')).derivedTitle).toBe('Untitled');
  });

  it.each(SLOW_DOCUMENTS)('is found behind %s', async (_what, html) => {
    const { title, heading } = await inspectHtml(`${html} -->found</title><h1>found</h1>`);
    expect(['found', '<title>']).toContain((title ?? heading)?.slice(0, 7));
  });

  it('of any text is a title that can be shown', async () => {
    const { whyNoTitle } = await import('../page-title.ts');
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.string(), async (text, name) => {
        const html = `<p><title>${text}</title>`;
        const content = await check(html, undefined, name).catch((error: unknown) => {
          expect(error).toBeInstanceOf(AppError);
        });
        if (content !== undefined) expect(whyNoTitle(content.derivedTitle)).toBeUndefined();
      }),
    );
  });
});
