import { expect, it } from 'vitest';
import { describeEachEngine } from '../harness/database.ts';
import { refusal } from './expected.ts';
import { breakOff, sendRaw } from './send-raw.ts';
import { useServer } from './use-server.ts';

const BODY = '{"destination":"https://example.com/"}';
const REQUEST_ID = /^req_\w{18,}$/;

describeEachEngine('a request as no client would send it', (engine) => {
  const contract = useServer(engine);
  const send = (lines: readonly string[], body = '') =>
    sendRaw(contract.server.port, [...lines, 'Host: proffer', 'Connection: close'], body);
  const authorised = () => `Authorization: Bearer ${contract.keys.ours.token}`;
  const post = (headers: readonly string[], body = '') =>
    send(['POST /v1/links HTTP/1.1', authorised(), ...headers], body);

  it.each<[string, string[], string]>([
    ['without anything', [], ''],
    ['with a body of no bytes', ['Content-Length: 0'], ''],
    ['with a body of no chunks', ['Transfer-Encoding: chunked'], '0\r\n\r\n'],
  ])('%s is an empty object', async (_what, headers, body) => {
    expect(await post(headers, body)).toEqual(refusal('invalid', 'The field "destination"'));
  });

  it.each<[string, string[], string, 'invalid' | 'unsupportedMediaType' | 'tooLarge']>([
    ['of a body without a type', [`Content-Length: ${BODY.length}`], BODY, 'unsupportedMediaType'],
    ['of JSON of no bytes', ['Content-Type: application/json', 'Content-Length: 0'], '', 'invalid'],
    [
      'compressed',
      ['Content-Type: application/json', 'Content-Encoding: gzip', 'Content-Length: 3'],
      '\x1f\x8b\x08',
      'invalid',
    ],
    [
      'of a type that ends early',
      ['Content-Type: application/json;', `Content-Length: ${BODY.length}`],
      BODY,
      'unsupportedMediaType',
    ],
    [
      'of two types',
      ['Content-Type: application/json, text/plain', `Content-Length: ${BODY.length}`],
      BODY,
      'unsupportedMediaType',
    ],
    [
      'that says it is larger than it may be',
      ['Content-Type: application/json', 'Content-Length: 70000'],
      '',
      'tooLarge',
    ],
    [
      'that grows larger than it may be',
      ['Content-Type: application/json', 'Transfer-Encoding: chunked'],
      `11171\r\n${' '.repeat(70_001)}\r\n0\r\n\r\n`,
      'tooLarge',
    ],
  ])('%s is refused', async (_what, headers, body, kind) => {
    expect(await post(headers, body)).toEqual(refusal(kind));
  });

  it('in chunks is read as one', async () => {
    const chunks = `${'{"destination":'.length.toString(16)}\r\n{"destination":\r\n17\r\n"https://example.com/"}\r\n0\r\n\r\n`;
    expect(await post(['Content-Type: application/json', 'Transfer-Encoding: chunked'], chunks)).toMatchObject({
      status: 201,
    });
  });

  it.each<[string, string[], number]>([
    ['a key of twenty kilobytes', ['GET /v1/links HTTP/1.1', `Authorization: Bearer ${'k'.repeat(20_000)}`], 431],
    ['a key of ten kilobytes', ['GET /v1/links HTTP/1.1', `Authorization: Bearer sk_live_${'k'.repeat(10_000)}`], 401],
    ['an address of twenty kilobytes', [`GET /${'a'.repeat(20_000)} HTTP/1.1`], 431],
    ['another protocol', ['GET / HTTP/9.9'], 400],
    ['a NUL in a header', ['GET /v1/links HTTP/1.1', 'X-Other: a\0b'], 400],
    ['a line break in the address', ['GET /v1/\nlinks HTTP/1.1'], 400],
    ['a backslash in the address', ['GET /v1\\links HTTP/1.1'], 400],
    ['an impossible address', ['GET http://[::/v1/links HTTP/1.1'], 400],
    ['no address', ['OPTIONS * HTTP/1.1'], 400],
    ['two lengths', ['POST /v1/links HTTP/1.1', 'Content-Length: 1', 'Content-Length: 2'], 400],
    ['a length and chunks', ['POST /v1/links HTTP/1.1', 'Content-Length: 5', 'Transfer-Encoding: chunked'], 400],
  ])('with %s is refused, with an id', async (_what, lines, status) => {
    const answer = await send(lines);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('x-request-id')).toMatch(REQUEST_ID);
    expect(answer.body).toEqual({ error: { code: expect.any(String), message: expect.stringMatching(/^[A-Z].*\.$/) } });
  });

  it.each(['a b', 'x@y', 'a/b', 'a\\b', '[::'])('with the host %j is refused, with an id', async (host) => {
    const answer = await sendRaw(contract.server.port, [
      'GET /v1/links HTTP/1.1',
      `Host: ${host}`,
      'Connection: close',
    ]);
    expect(answer).toEqual(refusal('invalid', 'host'));
    expect(answer.headers.get('x-request-id')).toMatch(REQUEST_ID);
  });

  it('that is broken off is refused, and is no failure of the server', async () => {
    const head = [
      'PATCH /v1/links/broken-off HTTP/1.1',
      'Host: proffer',
      authorised(),
      'Content-Type: application/json',
    ];
    await breakOff(contract.server.port, [...head, 'Content-Length: 100'], '{"metadata":');
    await expect.poll(() => contract.server.logs()).toMatch(/"method":"PATCH".*"status":400/);
  });

  it('leaves the server working', async () => {
    expect(await contract.ask('GET', '/v1/links')).toMatchObject({ status: 200 });
    expect(contract.server.logs()).not.toMatch(/"level":(50|60)/);
  });
});
