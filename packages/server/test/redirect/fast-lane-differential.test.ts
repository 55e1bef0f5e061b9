import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLink } from '../../src/links/create-link.ts';
import { parseCidrList } from '../../src/platform/net/cidr-list.ts';
import { type Asking, clientAddress } from '../../src/platform/net/client-address.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import { createLinkDeps, OURS } from '../links/create-link-deps.ts';
import { readVisits } from './read-visits.ts';
import { type ServedRedirect, serveRedirect } from './serve-redirect.ts';
import { type Heard, speakRaw } from './speak-raw.ts';

const LAST = 'GET /the-last-one HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
const PROXIES = parseCidrList('127.0.0.1');
const LINES = ['Host: proffer', 'User-Agent: Mozilla/5.0 (X11)', 'Referer: https://news.example/a'];

const request = (target: string, lines: readonly string[] = LINES, method = 'GET', version = 'HTTP/1.1') =>
  `${[`${method} ${target} ${version}`, ...lines].join('\r\n')}\r\n\r\n`;

/** What differs from answer to answer anyway. */
const stripped = ({ text, closed }: Heard): Heard => ({
  closed,
  text: text.replaceAll(/^(Date|X-Request-Id): .*$/gm, '$1'),
});

/** What node:http says last to bytes that nobody can read. */
const REFUSAL = /HTTP\/1\.1 4(00|31) [^\r]*\r\nConnection: close\r\n\r\n$/;

/**
 * When such bytes come right behind requests, node:http refuses them at once and ends the connection: it never sends what those
 * requests are answered, though they were counted, and the refusal may be lost with what was not read. The fast lane answers first
 * what it has taken.
 */
function expectAnswersAlike(fast: Heard, usual: Heard): void {
  expect(fast.closed).toBe(usual.closed);
  const answers = fast.text.replace(REFUSAL, '');
  if (REFUSAL.test(usual.text))
    expect(answers.slice(0, usual.text.search(REFUSAL))).toBe(usual.text.replace(REFUSAL, ''));
  else expect(answers).toBe(usual.text);
}

describe('a server that meets plain requests before node:http', () => {
  let database: TestDatabase;
  let fast: ServedRedirect;
  let usual: ServedRedirect;

  beforeAll(async () => {
    database = await createTestDatabase('sqlite');
    const deps = createLinkDeps(database);
    for (const slug of ['spring', 'a', 'S_-9', 'x'.repeat(64)]) {
      await createLink(deps, OURS, { destination: `https://example.com/${slug}?q=1`, slug });
    }
    await createLink(deps, OURS, {
      destination: 'https://over.example/',
      slug: 'over',
      expiresAtMs: deps.clock.now() + 1,
    });
    deps.clock.advance(1);
    const addressOf = (asking: Asking) => clientAddress(asking, PROXIES);
    fast = await serveRedirect(database, deps, { clientAddress: addressOf });
    usual = await serveRedirect(database, deps, { clientAddress: addressOf, fastLane: false });
  });
  afterAll(async () => {
    await fast.close();
    await usual.close();
    await database.close();
  });

  const expectAlike = async (parts: readonly string[]): Promise<{ fast: Heard; usual: Heard }> => {
    const before = [fast, usual].map(({ journal }) => readVisits(journal.directory).length);
    const [fromFast, fromUsual] = await Promise.all([fast, usual].map(({ port }) => speakRaw(port, parts)));
    const heard = {
      fast: stripped(fromFast ?? { text: '', closed: false }),
      usual: stripped(fromUsual ?? { text: '', closed: false }),
    };
    expectAnswersAlike(heard.fast, heard.usual);
    const [byFast, byUsual] = [fast, usual].map(({ journal }, index) =>
      readVisits(journal.directory).slice(before[index]),
    );
    expect(byFast).toEqual(byUsual);
    return heard;
  };

  /** What was sent in parts may arrive in one at either of the two, and an answer be lost with a connection: that does not happen thrice. */
  const expectAlikeOnceInThree = async (parts: readonly string[]): Promise<void> => {
    for (let attempt = 1; ; attempt++) {
      try {
        await expectAlike(parts);
        return;
      } catch (error) {
        if (attempt === 3) throw error;
      }
    }
  };

  it.each<[string, string[], number]>([
    ['one request', [request('/spring')], 1],
    ['one after the other', [request('/spring'), request('/a'), request('/S_-9?utm_source=x&y=%20')], 3],
    ['pipelined', [request('/spring') + request('/a') + request('/spring')], 3],
    ['sixty-four pipelined', [request('/spring').repeat(64)], 64],
    ['three hundred pipelined', [request('/spring').repeat(300)], 300],
    ['split in the address', ['GET /spr', `ing HTTP/1.1\r\n${LINES.join('\r\n')}\r\n\r\n`], 1],
    ['split before the last line feed', [request('/spring').slice(0, -1), '\n'], 1],
    ['split after a whole one', [request('/spring') + request('/a').slice(0, 9), request('/a').slice(9)], 2],
    ['sent byte by byte', Array.from(request('/a', ['Host: x'])), 1],
    ['with a query', [request('/spring?')], 1],
    ['of the longest slug', [request(`/${'x'.repeat(64)}`)], 1],
    ['with the connection to be kept', [request('/spring', [...LINES, 'Connection: Keep-Alive'])], 1],
    ['HEAD', [request('/spring', LINES, 'HEAD')], 1],
    ['HEAD among GETs', [(request('/spring') + request('/a', LINES, 'HEAD')).repeat(3)], 6],
    ['HEAD of what is not there', [request('/not-there', LINES, 'HEAD') + request('/spring')], 1],
    ['HEAD after GET', [request('/spring') + request('/spring', LINES, 'HEAD') + request('/a')], 3],
    [
      'POST after GET',
      [request('/spring'), `${request('/v1/links', [...LINES, 'Content-Length: 3'], 'POST')}abc`, request('/a')],
      2,
    ],
    ['with a body', [`${request('/spring', [...LINES, 'Content-Length: 5'])}GET /`, request('/a')], 2],
    [
      'with a body of chunks',
      [`${request('/spring', [...LINES, 'Transfer-Encoding: chunked'])}3\r\nabc\r\n0\r\n\r\n`, request('/a')],
      2,
    ],
    [
      'with a length and chunks',
      [request('/spring', [...LINES, 'Content-Length: 3', 'Transfer-Encoding: chunked'])],
      0,
    ],
    ['that expects to continue', [request('/spring', [...LINES, 'Expect: 100-continue'])], 1],
    ['of HTTP/1.0 to be kept', [request('/spring', ['Connection: keep-alive'], 'GET', 'HTTP/1.0'), request('/a')], 2],
    ['without a host', [request('/spring', ['User-Agent: x'])], 0],
    ['without a header', [request('/spring', [])], 0],
    ['with two hosts', [request('/spring', ['Host: a', 'Host: b'])], 1],
    ['with an empty host', [request('/spring', ['Host:'])], 1],
    ['with bare line feeds', [request('/spring').replaceAll('\r\n', '\n')], 0],
    ['with a bare carriage return', [request('/spring', [...LINES, 'X-A: b\rc'])], 0],
    ['with a folded header', [request('/spring', [...LINES, 'X-A: b', ' c'])], 0],
    ['with a NUL', [request('/spring', [...LINES, 'X-A: b\0c'])], 0],
    ['with blanks about a value', [request('/spring', ['Host:  x ', 'User-Agent:\tagent\t', 'Referer:ref'])], 1],
    ['with a blank before a colon', [request('/spring', [...LINES, 'X-A : b'])], 0],
    ['with an empty value', [request('/spring', [...LINES, 'User-Agent:', 'Referer: '])], 1],
    ['with letters outside ASCII', [request('/spring', [...LINES, 'Referer: https://m\xfcnchen.example/'])], 1],
    ['with a header twice', [request('/spring', [...LINES, 'User-Agent: second', 'Accept: a', 'Accept: b'])], 1],
    ['that is a prefetch', [request('/spring', [...LINES, 'Sec-Purpose: prefetch;prerender'])], 1],
    ['for the script of a service worker', [request('/spring', [...LINES, 'Service-Worker: script'])], 0],
    ['through a proxy', [request('/spring', [...LINES, 'X-Forwarded-For: 203.0.113.9'])], 1],
    [
      'through two proxies',
      [request('/spring', [...LINES, 'X-Forwarded-For: 203.0.113.9', 'x-forwarded-for: 127.0.0.1'])],
      1,
    ],
    ['with a head of nine kilobytes', [request('/spring', [...LINES, `X-A: ${'a'.repeat(9_000)}`])], 1],
    ['with a head of twenty kilobytes', [request('/spring', [...LINES, `X-A: ${'a'.repeat(20_000)}`])], 0],
    ['for nothing, then for something', [request('/not-there') + request('/spring')], 1],
    ['for what is over, then for something', [request('/over'), request('/spring')], 1],
    ['for the front page', [request('/') + request('/spring')], 1],
    ['for a reserved word', [request('/health') + request('/spring')], 1],
    [
      'for another spelling',
      [request('/%73pring') + request('/spring/') + request('/spring#a') + request('//spring')],
      0,
    ],
    ['for a whole address', [request('http://proffer/spring')], 0],
    ['for what only some can read', [request('/spring?a"b|c')], 1],
    ['in small letters', [request('/spring', LINES, 'get')], 0],
    ['of another method', [request('/spring', LINES, 'DELETE')], 0],
    ['with an empty line before', [`\r\n${request('/spring')}`, `\r\n\r\n${request('/a')}`], 2],
    ['and garbage', [request('/spring'), '\x16\x03\x01\x02\x00\x01'], 1],
    ['garbage first', ['\x16\x03\x01\x02\x00\x01', request('/spring')], 0],
  ])('answers and counts alike: %s', async (_what, parts, redirects) => {
    const written = usual.journal.stats().written;
    const { fast: heard } = await expectAlike([...parts.slice(0, -1), `${parts.at(-1)}${LAST}`]);
    expect(heard.text.match(/^HTTP\/1\.1 301/gm) ?? []).toHaveLength(redirects);
    expect(heard.closed).toBe(true);
    const heads = parts.join('').match(/HEAD \/(?:spring|a) /g) ?? [];
    expect(usual.journal.stats().written - written).toBe(redirects - heads.length);
  });

  it.each<[string, string]>([
    ['to be closed', request('/spring', [...LINES, 'Connection: close'])],
    ['to be closed, after another', request('/a') + request('/spring', [...LINES, 'connection: Close'])],
    ['to be closed, and goes on', request('/spring', [...LINES, 'Connection: close']) + request('/a')],
    ['to be upgraded', request('/spring', [...LINES, 'Connection: keep-alive, Upgrade', 'Upgrade: x'])],
    ['of HTTP/1.0', request('/spring', LINES, 'GET', 'HTTP/1.0')],
    ['of HTTP/2.0', request('/spring', LINES, 'GET', 'HTTP/2.0')],
    ['that breaks off', request('/spring') + request('/a').slice(0, -2)],
  ])('ends a connection alike: %s', async (_what, bytes) => {
    await expectAlike([bytes]);
  });

  it('answers and counts alike whatever is sent, in whatever parts', async () => {
    const target = fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom('/spring', '/a', '/S_-9', '/a?x=1', '/spring?a=b&c=%41') },
      {
        weight: 1,
        arbitrary: fc.constantFrom('/', '/none', '/over', '/v1', '/a/', '//a', '/a%20', '/a#b', '*', 'a', '/a?"'),
      },
      { weight: 1, arbitrary: fc.webPath() },
    );
    const line = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.constantFrom(
          ...LINES,
          'Accept: */*',
          'Accept-Language: de',
          'accept: application/json',
          'Connection: keep-alive',
          'X-Forwarded-For: 203.0.113.9, 127.0.0.1',
          'DNT: 1',
          'Purpose: prefetch',
        ),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          'Host: b',
          'Connection: close',
          'Content-Length: 0',
          'Content-Length: 4',
          'Transfer-Encoding: chunked',
          'Expect: 100-continue',
          'Upgrade: h2c',
          'TE: trailers',
          'Trailer: x',
          'Keep-Alive: 5',
          'X:y',
          'X: \xe9',
          'X : y',
          ' folded',
          ':',
          'Proxy-Connection: close',
        ),
      },
    );
    const sent = fc
      .record({
        method: fc.oneof(
          { weight: 9, arbitrary: fc.constant('GET') },
          { weight: 3, arbitrary: fc.constant('HEAD') },
          fc.constantFrom('POST', 'get', 'PRI', 'HEADS'),
        ),
        target,
        version: fc.oneof(
          { weight: 9, arbitrary: fc.constant('HTTP/1.1') },
          fc.constantFrom('HTTP/1.0', 'HTTP/1.2', 'http/1.1'),
        ),
        lines: fc.array(line, { maxLength: 5 }),
        hasHost: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, fc.constant(false)),
      })
      .map(({ method, target, version, lines, hasHost }) =>
        request(target, hasHost ? ['Host: proffer', ...lines] : lines, method, version),
      );
    const mutation = fc.option(fc.record({ at: fc.nat(400), byte: fc.integer({ min: 0, max: 255 }) }), { freq: 3 });
    const cuts = fc.array(fc.nat(600), { maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(sent, { minLength: 1, maxLength: 4 }),
        mutation,
        cuts,
        async (requests, mutated, at) => {
          let bytes = requests.join('');
          if (mutated !== null && mutated.at < bytes.length) {
            bytes = bytes.slice(0, mutated.at) + String.fromCharCode(mutated.byte) + bytes.slice(mutated.at + 1);
          }
          bytes += LAST;
          const ends = [...new Set(at)]
            .filter((end) => end > 0 && end < bytes.length)
            .sort((one, other) => one - other);
          await expectAlikeOnceInThree([0, ...ends].map((start, index) => bytes.slice(start, ends[index])));
        },
      ),
      { numRuns: 150 },
    );
  });
});
