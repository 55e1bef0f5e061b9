import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { BOUNDARY, FORM, fieldPart, filePart, formOf } from './multipart.ts';
import { breakOff, sendRaw } from './send-raw.ts';
import { HTML, type PageBody, pageRefusal, usePages } from './use-pages.ts';
import type { Answer } from './use-server.ts';

const MIB = 1_048_576;

const encodeWellFormed = (text: string) => encodeURIComponent(text.toWellFormed());

describe('bad uploads of pages', () => {
  const pages = usePages('sqlite', { PROFFER_PLANS: '{"free":{"pages":null,"file_bytes":1048576}}' });
  const { ask, upload } = pages;
  let kept: unknown;
  let files: number;
  beforeEach(async () => {
    kept = await pages.snapshot();
    files = (await pages.blobFiles()).length;
  });

  async function expectNothingLeft(): Promise<void> {
    expect(await pages.snapshot()).toEqual(kept);
    expect((await pages.blobFiles()).length).toBe(files);
  }
  const invalid = (message = '') => pageRefusal(400, 'VALIDATION_ERROR', message);

  it.each<[string, string | Uint8Array, Record<string, string>, string]>([
    ['nothing', '', {}, 'empty'],
    ['a PNG', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), {}, 'not text'],
    ['random bytes', randomBytes(5_000), {}, ''],
    ['text without any HTML', 'just text', {}, 'not HTML'],
    ['HTML with a NUL', '<p>a\0b', {}, 'not HTML'],
    [
      'another charset than declared',
      Buffer.of(0x3c, 0x70, 0x3e, 0xff),
      { 'content-type': 'text/html; charset=utf-8' },
      'utf-8',
    ],
    ['a charset that nobody knows', '<p>x', { 'content-type': 'text/html; charset=klingon' }, '"klingon"'],
  ])('%s is refused', async (_what, body, headers, message) => {
    expect(await upload(body, { headers })).toEqual(invalid(message));
    await expectNothingLeft();
  });

  it.each([
    ['application/json', '{}'],
    ['text/plain', '<p>x'],
    ['application/x-www-form-urlencoded', 'file=x'],
    ['image/svg+xml', '<svg/>'],
    ['', '<p>x'],
  ])('a body of type "%s" is not supported', async (type, body) => {
    expect(await upload(body, { headers: { 'content-type': type } })).toEqual(
      pageRefusal(415, 'UNSUPPORTED_MEDIA_TYPE', 'text/html'),
    );
    const packed = { 'content-type': 'text/html', 'content-encoding': 'gzip' };
    expect(await upload(HTML, { headers: packed })).toEqual(pageRefusal(415, 'UNSUPPORTED_MEDIA_TYPE', 'compressed'));
    await expectNothingLeft();
  });

  it.each<[string, string, string]>([
    ['that is empty', '', 'form'],
    ['that is no form', 'hello', 'form'],
    ['that is cut off in its file', formOf(filePart(HTML)).slice(0, 150), 'whole'],
    ['that is cut off before its end', formOf(filePart(HTML)).slice(0, -6), 'whole'],
    ['without a file', formOf(fieldPart('title', 'x')), '"file"'],
    ['whose file is a field', formOf(fieldPart('file', HTML)), '"file"'],
    ['with two files', formOf(filePart(HTML), filePart(HTML)), ''],
    ['with a file of another name', formOf(filePart(HTML).replace('"file"', '"upload"')), '"file"'],
    ['with an empty file', formOf(filePart('')), 'empty'],
    ['whose file is a picture', formOf(filePart(HTML, 'a.png', 'image/png')), '"file"'],
    ['whose file is no HTML', formOf(filePart('text only', 'a.html')), 'not HTML'],
    [
      'whose file is encoded',
      formOf(filePart(HTML).replace('\r\n\r\n', '\r\nContent-Transfer-Encoding: base64\r\n\r\n')),
      'encoded',
    ],
    [
      'whose file has a charset that nobody knows',
      formOf(filePart(HTML, 'a.html', 'text/html; charset="x-no"')),
      '"x-no"',
    ],
    ['whose file is not in its charset', formOf(filePart('<p>😀', 'a.html', 'text/html; charset=euc-jp')), 'euc-jp'],
    ['with an unknown field', formOf(filePart(HTML), fieldPart('slug', 'mine')), '"slug"'],
    ['with a field twice', formOf(filePart(HTML), fieldPart('title', 'a'), fieldPart('title', 'b')), '"title"'],
    ['with a field of the prototype', formOf(filePart(HTML), fieldPart('__proto__', 'x')), ''],
    ['with a mode that is none', formOf(filePart(HTML), fieldPart('mode', 'evil')), '"mode"'],
    ['with a title of 1 MB', formOf(filePart(HTML), fieldPart('title', 'a'.repeat(MIB))), ''],
    ['with a name of 15 kB', formOf(filePart(HTML), fieldPart('n'.repeat(15_000), 'x')), 'not known'],
    ['with headers of 1 MB', formOf(filePart(HTML).replace('\r\n\r\n', `\r\nX-A: ${'a'.repeat(MIB)}\r\n\r\n`)), ''],
    ['with 10,000 parts', formOf(...Array.from({ length: 10_000 }, (_, n) => fieldPart(`f${n}`, 'x'))), 'too many'],
    ['with 5,000 files', formOf(...Array.from({ length: 5_000 }, () => filePart('<p>'))), ''],
    ['with 10,000 nameless parts', formOf(...Array.from({ length: 10_000 }, () => 'X-A: b\r\n\r\nx')), 'too many'],
  ])('a form %s is refused', async (_what, body, message) => {
    expect(await upload(body, { headers: FORM })).toEqual(invalid(message));
    await expectNothingLeft();
  });

  it('a form whose boundary is missing, or another one, is refused', async () => {
    for (const type of [
      'multipart/form-data',
      'multipart/form-data; boundary=other',
      'multipart/form-data; boundary=',
    ]) {
      expect(await upload(formOf(filePart(HTML)), { headers: { 'content-type': type } }), type).toEqual(invalid());
    }
    expect(await upload(formOf(filePart(HTML)), { query: '?title=a', headers: FORM })).toMatchObject({ status: 201 });
    const both = formOf(filePart(HTML), fieldPart('title', 'b'));
    expect(await upload(both, { query: '?title=a', headers: FORM })).toEqual(invalid('"title"'));
  });

  it.each([
    ['empty', '%20'],
    ['of control characters', 'a%00b'],
    ['with a line break', 'a%0Ab'],
    ['that turns the text around it', 'a%E2%80%AEb'],
    ['of 201 characters', 'a'.repeat(201)],
    ['that is not UTF-8', '%FF%FE'],
  ])('a title %s is refused', async (what, title) => {
    const answer = await upload(HTML, { query: `?title=${title}` });
    // What cannot be decoded is taken as it is written, which is a title.
    if (what === 'that is not UTF-8') expect(answer.status).toBeOneOf([201, 400]);
    else {
      expect(answer).toEqual(invalid('"title"'));
      await expectNothingLeft();
    }
  });

  it.each([
    'title=a&title=b',
    'mode=',
    'mode=Static',
    'visibility=hidden',
    'workspaceId=x',
    'id=x',
    'version=9',
    'created_at=1',
    '__proto__=x',
  ])('a query of "%s" is refused', async (query) => {
    expect(await upload(HTML, { query: `?${query}` })).toEqual(invalid());
    await expectNothingLeft();
  });

  it('file names lead nowhere and are shown harmlessly', async () => {
    for (const [name, title] of [
      ['../../../etc/passwd', 'passwd'],
      ['..\\\\..\\\\windows\\\\system.ini', 'system.ini'],
      ['/abs/olute.html', 'olute.html'],
      ['a\tb.html', 'a b.html'],
      ['.', 'Untitled'],
      ['..', 'Untitled'],
      ['CON', 'CON'],
      ['<script>.html', '<script>.html'],
    ] as const) {
      const answer = await upload(formOf(filePart('<p>x', name)), { headers: FORM });
      expect((answer.body as { data: PageBody }).data.title, name).toBe(title);
    }
    const names = (await pages.blobFiles()).join(' ');
    expect(names).toMatch(/^[0-9a-f -]*$/);
  });

  it('a file of the very limit is taken, and one byte more is not', async () => {
    const limit = MIB;
    const large = `<p>${'x'.repeat(limit - 3)}`;
    expect(await upload(large)).toMatchObject({ status: 201, body: { data: { file_size: limit } } });
    expect(await upload(formOf(filePart(large)), { headers: FORM })).toMatchObject({ status: 201 });
    kept = await pages.snapshot();
    files = (await pages.blobFiles()).length;
    const tooLarge = pageRefusal(413, 'FILE_SIZE_EXCEEDED', `${limit} bytes`);
    expect(await upload(`${large}x`)).toEqual(tooLarge);
    expect(await upload(formOf(filePart(`${large}x`)), { headers: FORM })).toEqual(tooLarge);
    await expectNothingLeft();
  });

  /** Sends what never ends, until it is answered. */
  async function sendEndlessly(path: string, headers: Record<string, string>, start: string) {
    const { port } = pages.server;
    const authorization = `Bearer ${pages.keys.ours.token}`;
    const sending = request({ host: '127.0.0.1', port, path, method: 'POST', headers: { authorization, ...headers } });
    sending.setMaxListeners(0).on('error', () => {});
    const chunk = Buffer.alloc(MIB, 'x');
    let sent = 0;
    let isAnswered = false;
    const answered = once(sending, 'response').then(([response]) => {
      isAnswered = true;
      return response.statusCode as number;
    });
    sending.write(start);
    while (!isAnswered && sent < 1_024) {
      sent++;
      if (!sending.write(chunk)) await Promise.race([once(sending, 'drain'), answered, once(sending, 'close')]);
    }
    const status = await answered;
    sending.destroy();
    return { status, sentMib: sent };
  }

  async function memoryPeakMib(): Promise<number> {
    const status = await readFile(`/proc/${pages.server.pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1_024;
  }

  it('a gigabyte is refused at the limit, whatever it says of its size, and takes no memory', async () => {
    const path = '/api/v1/pages';
    const html = { 'content-type': 'text/html' };
    const sendEachKind = async () => {
      const raw = await sendEndlessly(path, html, '<p>');
      expect(raw).toMatchObject({ status: 413 });
      expect(raw.sentMib).toBeLessThan(64);
      const inForm = await sendEndlessly(path, FORM, `--${BOUNDARY}\r\n${filePart('<p>')}`);
      expect(inForm).toMatchObject({ status: 413 });
      expect(inForm.sentMib).toBeLessThan(64);
      const declared = await sendEndlessly(path, { ...html, 'content-length': String(1_024 * MIB) }, '<p>');
      expect(declared).toMatchObject({ status: 413 });
    };
    // Twice before, so that the buffers of uploads are there.
    for (let round = 0; round < 2; round++) await sendEachKind();
    const before = await memoryPeakMib();
    for (let round = 0; round < 4; round++) await sendEachKind();
    expect((await memoryPeakMib()) - before).toBeLessThan(80);
    await expectNothingLeft();
  });

  const requestLines = (length: number, headers: readonly string[] = ['Content-Type: text/html']) => [
    'POST /api/v1/pages HTTP/1.1',
    'Host: localhost',
    `Authorization: Bearer ${pages.keys.ours.token}`,
    `Content-Length: ${length}`,
    'Connection: close',
    ...headers,
  ];

  it('an upload that says it is longer than it is, and breaks off, leaves nothing', async () => {
    await breakOff(pages.server.port, requestLines(1_000), '<p>half');
    const formLines = requestLines(1_000, [`Content-Type: ${FORM['content-type']}`]);
    await breakOff(pages.server.port, formLines, formOf(filePart(HTML)).slice(0, 120));
    expect(await ask('GET', '/api/v1/pages?limit=1')).toMatchObject({ status: 200 });
    await expectNothingLeft();
  });

  it('an upload that says it is shorter than it is ends where it said', async () => {
    const lines = requestLines(8).filter((line) => !line.startsWith('Connection'));
    const next = ['GET /api/v1/pages?limit=1 HTTP/1.1', ...lines.slice(1, 3), 'Connection: close', '', ''].join('\r\n');
    // The next request begins where the body said that it ends. Its answer stands behind the first one, which is then no JSON.
    await expect(sendRaw(pages.server.port, lines, `<p>short${next}`)).rejects.toThrow('after JSON');
    const { data } = (await ask('GET', '/api/v1/pages?limit=1')).body as { data: readonly PageBody[] };
    expect(data).toMatchObject([{ file_size: 8 }]);
    const cut = await sendRaw(
      pages.server.port,
      requestLines(100, [`Content-Type: ${FORM['content-type']}`]),
      formOf(filePart(HTML)),
    );
    expect(cut).toMatchObject({ status: 400 });
  });

  it('any form is answered with a page or a refusal, and leaves a file for each page', async () => {
    const part = fc.oneof(
      fc.constant(filePart(HTML)),
      fc
        .tuple(fc.string({ maxLength: 20 }), fc.string({ maxLength: 50 }))
        .map(([name, value]) => fieldPart(name, value)),
      fc.constantFrom('title', 'mode', 'visibility', 'workspace_id').map((name) => fieldPart(name, 'public')),
      fc.string({ unit: 'binary', maxLength: 200 }),
    );
    const answers: Answer[] = [];
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 5 }), fc.nat(40), async (parts, cut) => {
        const body = formOf(...parts);
        const answer = await upload(body.slice(0, body.length - (cut > 20 ? cut : 0)), { headers: FORM });
        expect(answer.status, JSON.stringify(answer.body)).toBeOneOf([201, 400, 403, 404]);
        answers.push(answer);
      }),
      { numRuns: 30 },
    );
    const made = answers.filter(({ status }) => status === 201).length;
    expect((await pages.blobFiles()).length).toBe(files + made);
  });

  it('any JSON, and any id, is answered as documented', async () => {
    const { id } = await pages.uploaded();
    const bodies = fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          title: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()),
          visibility: fc.oneof(fc.constantFrom('public', 'private'), fc.jsonValue()),
          body: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()),
          parent_id: fc.oneof(fc.uuid(), fc.jsonValue()),
          email: fc.oneof(fc.emailAddress(), fc.jsonValue()),
          resolved: fc.jsonValue(),
        },
        { requiredKeys: [] },
      ),
    );
    const ids = fc.oneof(fc.constant(id), fc.uuid(), fc.string({ unit: 'binary', minLength: 1 }).map(encodeWellFormed));
    const calls = fc.constantFrom(
      ['PATCH', ''],
      ['POST', '/comments'],
      ['POST', '/share'],
      ['PATCH', '/comments/x'],
      ['POST', '/versions/1/restore'],
    );
    await fc.assert(
      fc.asyncProperty(calls, ids, bodies, async ([method, path], pageId, body) => {
        const answer = await ask(method, `/api/v1/pages/${pageId}${path}`, { body: JSON.stringify(body) });
        expect(answer.status, JSON.stringify(answer.body)).toBeOneOf([200, 201, 400, 403, 404]);
        if (answer.status >= 400) expect(answer.body).toEqual({ error: expect.anything() });
      }),
      { numRuns: 80 },
    );
    const cursors = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }).map(encodeWellFormed);
    const lists = fc.constantFrom('', `/${id}/versions`, `/${id}/comments`, `/${id}/grants`);
    await fc.assert(
      fc.asyncProperty(lists, cursors, async (list, cursor) => {
        const { status } = await ask('GET', `/api/v1/pages${list}?cursor=${cursor}`);
        expect(status).toBeOneOf(/^[1-9]\d{0,8}$/.test(cursor) ? [200, 400] : [400]);
      }),
      { numRuns: 30 },
    );
  });
});
