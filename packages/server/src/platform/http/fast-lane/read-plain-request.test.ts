import { describe, expect, it } from 'vitest';
import { readPlainRequest } from './read-plain-request.ts';

const HEAD = 'GET /spring?x=1 HTTP/1.1\r\nHost: proffer\r\nUser-Agent: Mozilla/5.0 (X11)\r\n\r\n';

describe('a plain request', () => {
  it('is read with its headers as they came', () => {
    expect(readPlainRequest(HEAD, 0)).toEqual({
      method: 'GET',
      target: '/spring?x=1',
      host: 'proffer',
      rawHeaders: ['Host', 'proffer', 'User-Agent', 'Mozilla/5.0 (X11)'],
      end: HEAD.length,
    });
  });

  it('may be a HEAD', () => {
    expect(readPlainRequest(HEAD.replace('GET', 'HEAD'), 0)).toMatchObject({ method: 'HEAD', target: '/spring?x=1' });
    expect(readPlainRequest(HEAD.replace('GET', 'POST'), 0)).toBeUndefined();
  });

  it('is read where it begins, and says where the next one does', () => {
    const text = HEAD + HEAD;
    expect(readPlainRequest(text, HEAD.length)).toMatchObject({ target: '/spring?x=1', end: text.length });
    expect(readPlainRequest(text, 1)).toBeUndefined();
  });

  it.each(['Keep-Alive', 'keep-alive'])('may say %s', (value) => {
    expect(readPlainRequest(HEAD.replace('\r\n\r\n', `\r\nConnection: ${value}\r\n\r\n`), 0)).toBeDefined();
  });

  it.each(['A'.repeat(8_192 - HEAD.length), 'colons: and = commas, "quotes"'])(
    'may have a long or odd header',
    (value) => {
      expect(readPlainRequest(HEAD.replace('\r\n\r\n', `\r\nX: ${value}\r\n\r\n`).slice(0, 8_192), 0)).toEqual(
        value.startsWith('A') ? undefined : expect.anything(),
      );
    },
  );
});

describe('what is left to node:http', () => {
  it.each(
    [
      'Content-Length: 0',
      'Transfer-Encoding: chunked',
      'Connection: close',
      'Connection: keep-alive, x',
      'Upgrade: x',
    ].concat(
      ['Expect: 100-continue', 'TE: trailers', 'Trailer: x', 'Proxy-Connection: close', 'Host: other', 'hOST: proffer'],
      [
        'X : y',
        'X:y',
        'X:  y',
        'X: y ',
        'X:',
        'X: ',
        ' folded',
        'X: \x01',
        'X: \xfc',
        'X: a\rb',
        'X\xfc: y',
        ': y',
        'X: a\nb',
      ],
    ),
  )('%j', (line) => {
    expect(readPlainRequest(HEAD.replace('\r\n\r\n', `\r\n${line}\r\n\r\n`), 0)).toBeUndefined();
  });

  it.each([
    ['a head in parts', HEAD.slice(0, -1)],
    ['no host', HEAD.replace('Host', 'Most')],
    ['no header', 'GET /spring HTTP/1.1\r\n\r\n'],
    ['a head of more than 8 KiB', HEAD.replace('\r\n\r\n', `\r\nX: ${'y'.repeat(8_192)}\r\n\r\n`)],
    ['bare line feeds', HEAD.replaceAll('\r\n', '\n')],
    ['an empty line before', `\r\n${HEAD}`],
    ['another method', HEAD.replace('GET', 'OPTIONS')],
    ['another version', HEAD.replace('1.1', '1.0')],
    ['a whole address', HEAD.replace('/spring', 'http://proffer/spring')],
    ['two blanks', HEAD.replace('GET ', 'GET  ')],
    ['characters that belong in no address', HEAD.replace('x=1', 'x="<')],
    ['a fragment', HEAD.replace('x=1', '#x')],
    ['nothing', ''],
  ])('%s', (_what, text) => {
    expect(readPlainRequest(text, 0)).toBeUndefined();
  });
});
