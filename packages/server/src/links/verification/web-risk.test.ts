import type { IncomingMessage, ServerResponse } from 'node:http';
import { beforeEach, describe, expect, test } from 'vitest';
import { createTestClock } from '../../../test/harness/clock.ts';
import { client, serve } from '../../../test/net/guarded-requests.ts';
import type { Log } from '../../platform/log.ts';
import { createWebRisk } from './web-risk.ts';

const DESTINATION = 'https://bad.example/a?b=c&d=ü#secret';
const KEY = 'key-of-the-operator';
const MALWARE = { threat: { threatTypes: ['MALWARE'], expireTime: '2026-01-15T12:05:00.045123456Z' } };

type Answer = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

const json =
  (value: unknown, status = 200): Answer =>
  (_incoming, outgoing) =>
    void outgoing.writeHead(status, { 'content-type': 'application/json; charset=UTF-8' }).end(JSON.stringify(value));

let asked: string[];
let answer: Answer;
let logged: string[];

beforeEach(() => {
  asked = [];
  answer = json({});
  logged = [];
});

const write = (fields: unknown, message: string): void => void logged.push(`${JSON.stringify(fields)} ${message}`);
const log: Log = { debug: write, info: write, warn: write, error: write, child: () => log };

async function open({ base = '' } = {}) {
  const port = await serve((incoming, outgoing) => {
    asked.push(incoming.url ?? '');
    answer(incoming, outgoing);
  });
  const clock = createTestClock('2026-01-15T12:00:00Z');
  const baseUrl = `http://127.0.0.1:${port}${base}`;
  return { clock, webRisk: createWebRisk({ key: KEY, baseUrl, fetch: client('127.0.0.0/8'), clock, log }) };
}

test('the documented question is asked, without the fragment', async () => {
  const { webRisk } = await open();
  await webRisk.threatsOf(DESTINATION);
  expect(asked).toEqual([
    '/v1/uris:search?threatTypes=MALWARE&threatTypes=SOCIAL_ENGINEERING&threatTypes=UNWANTED_SOFTWARE' +
      '&uri=https%3A%2F%2Fbad.example%2Fa%3Fb%3Dc%26d%3D%C3%BC&key=key-of-the-operator',
  ]);
});

test('the API may be behind a path', async () => {
  const { webRisk } = await open({ base: '/web-risk/' });
  await webRisk.threatsOf(DESTINATION);
  expect(asked[0]).toMatch(/^\/web-risk\/v1\/uris:search\?/);
});

test.each([
  ['nothing', {}, []],
  ['an empty threat', { threat: {} }, []],
  ['one list', MALWARE, ['MALWARE']],
  [
    'two lists',
    { threat: { threatTypes: ['MALWARE', 'SOCIAL_ENGINEERING'], expireTime: '2026-01-16T00:00:00Z' } },
    ['MALWARE', 'SOCIAL_ENGINEERING'],
  ],
  ['fields of a later version', { ...MALWARE, more: 1 }, ['MALWARE']],
])('the answer of %s is understood', async (_what, value, threats) => {
  answer = json(value);
  const { webRisk } = await open();
  expect(await webRisk.threatsOf(DESTINATION)).toEqual(threats);
});

describe('a threat', () => {
  test('is remembered until it expires, whatever the fragment', async () => {
    answer = json(MALWARE);
    const { webRisk, clock } = await open();
    expect(await webRisk.threatsOf(DESTINATION)).toEqual(['MALWARE']);
    clock.advance(299_999);
    expect(await webRisk.threatsOf(DESTINATION.replace('#secret', '#other'))).toEqual(['MALWARE']);
    expect(asked).toHaveLength(1);
    clock.advance(1_000);
    answer = json({});
    expect(await webRisk.threatsOf(DESTINATION)).toEqual([]);
    expect(asked).toHaveLength(2);
  });

  test('of one address is not one of another', async () => {
    answer = json(MALWARE);
    const { webRisk } = await open();
    await webRisk.threatsOf(DESTINATION);
    answer = json({});
    expect(await webRisk.threatsOf('https://bad.example/')).toEqual([]);
  });

  test.each([undefined, 'soon', '2026-01-15T11:59:59Z'])(
    'that expires at %j is asked for each time',
    async (expireTime) => {
      answer = json({ threat: { threatTypes: ['MALWARE'], expireTime } });
      const { webRisk } = await open();
      for (let round = 0; round < 2; round++) expect(await webRisk.threatsOf(DESTINATION)).toEqual(['MALWARE']);
      expect(asked).toHaveLength(2);
    },
  );
});

const FAILURES: readonly (readonly [string, Answer, string])[] = [
  [
    'a refused key',
    json({ error: { code: 400, message: `API key ${KEY} not valid`, status: 'INVALID_ARGUMENT' } }, 400),
    'status 400',
  ],
  ['an exhausted quota', json({ error: { code: 429, status: 'RESOURCE_EXHAUSTED' } }, 429), 'status 429'],
  ['an error of the server', json({}, 503), 'status 503'],
  ['a redirect', (_incoming, outgoing) => void outgoing.writeHead(302, { location: '/elsewhere' }).end(), 'status 302'],
  ['no JSON', (_incoming, outgoing) => void outgoing.end('<html>'), 'not a documented answer'],
  ['other JSON', json({ threat: { threatTypes: 'MALWARE' } }), 'not a documented answer'],
  ['null', json(null), 'not a documented answer'],
  ['a closed connection', (incoming) => void incoming.socket.destroy(), 'no answer'],
  ['far too much', (_incoming, outgoing) => void outgoing.end(Buffer.alloc(100_000, ' ')), 'too large'],
];

test.each(FAILURES)('%s is unknown, and no threat and no innocence', async (_what, failure, reason) => {
  answer = failure;
  const { webRisk } = await open();
  expect(await webRisk.threatsOf(DESTINATION)).toBeUndefined();
  expect(logged.join()).toContain(`{"reason":"${reason}"}`);
});

test('a failure is logged when it begins and when it ends, without the address or the key', async () => {
  const { webRisk } = await open();
  for (const [, failure] of FAILURES) {
    answer = failure;
    await webRisk.threatsOf(DESTINATION);
  }
  answer = json({});
  expect(await webRisk.threatsOf(DESTINATION)).toEqual([]);
  await webRisk.threatsOf(DESTINATION);
  expect(logged).toEqual([expect.stringContaining('does not answer'), expect.stringContaining('answers again')]);
  expect(logged.join()).not.toMatch(/bad\.example|key-of/);
});
