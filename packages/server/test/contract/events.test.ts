import { expect, test } from 'vitest';
import { describeEachEngine } from '../harness/database.ts';
import { operate } from '../harness/operate.ts';
import { refusal, TIME } from './expected.ts';
import { useServer } from './use-server.ts';

type Event = { readonly id: string; readonly type: string; readonly sequence: number; readonly data: { id: string } };
type Page = { readonly data: Event[]; readonly pagination: { next_after: string; has_more: boolean } };

/** Reads a stream of events until it has `count` of them; `cut` ends it. */
async function openStream(url: string, token: string, headers: Readonly<Record<string, string>> = {}) {
  const controller = new AbortController();
  const response = await fetch(url, {
    headers: { accept: 'text/event-stream', authorization: `Bearer ${token}`, ...headers },
    signal: controller.signal,
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    response,
    cut: () => controller.abort(),
    async ended(): Promise<boolean> {
      for (;;) {
        const part = await reader?.read().catch(() => ({ done: true, value: '' }));
        if (part === undefined || part.done) return true;
      }
    },
    async read(count: number): Promise<{ id: string; event: string; data: Event }[]> {
      for (;;) {
        const messages = text
          .split('\n\n')
          .slice(0, -1)
          .filter((message) => !message.startsWith(':'));
        if (messages.length >= count) {
          return messages.map((message) => {
            const field = (name: string) =>
              message
                .split('\n')
                .find((line) => line.startsWith(`${name}: `))
                ?.slice(name.length + 2) ?? '';
            return { id: field('id'), event: field('event'), data: JSON.parse(field('data')) };
          });
        }
        const part = await reader?.read();
        if (part === undefined || part.done) throw new Error(`the stream ended after ${text}`);
        text += part.value;
      }
    },
  };
}

describeEachEngine('events', (engine) => {
  const contract = useServer(engine);
  const { ask } = contract;
  const createLink = async (key = contract.keys.ours.token) => {
    const { body } = await ask('POST', '/v1/links', { key, body: { destination: 'https://example.com/' } });
    return (body as { id: string }).id;
  };
  const list = async (query = '', key = contract.keys.ours.token) =>
    (await ask('GET', `/v1/events${query}`, { key })).body as Page;

  test('are listed in the order in which they happened, page by page', async () => {
    const ids = [await createLink(), await createLink(), await createLink()];
    const { data } = await list('?limit=100');
    expect(data.slice(-3).map((event) => event.data.id)).toEqual(ids);
    expect(data.at(-1)).toEqual({
      id: expect.stringMatching(/^evt_/),
      type: 'link.created',
      created_at: expect.stringMatching(TIME),
      livemode: true,
      sequence: expect.any(Number),
      data: expect.objectContaining({ id: ids[2], destination: 'https://example.com/' }),
    });
    const first = await list(`?after=${data.at(-4)?.id ?? ''}&limit=2`.replace('after=&', ''));
    expect(first.pagination.has_more).toBe(true);
    const second = await list(`?after=${first.pagination.next_after}&limit=2`);
    expect(second.data.at(-1)?.data.id).toBe(ids[2]);
    const third = await list(`?after=${second.pagination.next_after}`);
    expect(third).toEqual({
      data: [],
      pagination: { limit: 20, next_after: second.pagination.next_after, has_more: false },
    });
  });

  test('are found by their type', async () => {
    const id = await createLink();
    await ask('PATCH', `/v1/links/${id}`, { body: { status: 'disabled' } });
    const { data } = await list('?type=link.updated,link.deleted&limit=100');
    expect(data.at(-1)).toMatchObject({ type: 'link.updated', data: { id, status: 'disabled' } });
    expect(new Set(data.map(({ type }) => type))).not.toContain('link.created');
    expect(await ask('GET', '/v1/events?type=link.eaten')).toEqual(refusal('invalid', '"type"'));
  });

  test('of others, and of the other mode, are not shown', async () => {
    const id = await createLink();
    for (const key of [contract.keys.theirs.token, contract.keys.test.token]) {
      expect(JSON.stringify(await list('?limit=100', key))).not.toContain(id);
    }
    const { data } = await list('?limit=1');
    const theirs = await ask('GET', `/v1/events?after=${data[0]?.id}`, { key: contract.keys.theirs.token });
    expect(theirs).toEqual(refusal('invalid', '"after"'));
    expect(await ask('GET', '/v1/events?after=nonsense')).toEqual(refusal('invalid', '"after"'));
    expect(await ask('GET', '/v1/events', { key: null })).toEqual(refusal('unauthorized'));
    expect(await ask('GET', '/v1/events', { key: contract.keys.readOnly.token })).toEqual(refusal('forbidden'));
  });

  test('come as they happen, and go on where a reader left off', async () => {
    const { url } = contract.server;
    const { token } = contract.keys.ours;
    const stream = await openStream(`${url}/v1/events`, token);
    expect(stream.response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const first = await createLink();
    const [message] = await stream.read(1);
    expect(message).toMatchObject({ event: 'link.created', id: message?.data.id, data: { data: { id: first } } });
    stream.cut();
    const [second, third] = [await createLink(), await createLink()];
    const again = await openStream(`${url}/v1/events`, token, { 'last-event-id': message?.id ?? '' });
    expect((await again.read(2)).map(({ data }) => data.data.id)).toEqual([second, third]);
    again.cut();
  });

  test('a key has five streams at most, and one whose key is revoked ends within five seconds', async () => {
    const { url } = contract.server;
    const command = ['keys', 'create', '--kind', 'live', '--workspace', 'ours', '--json'];
    const { key, id } = JSON.parse((await operate(command, contract.server.env)).stdout);
    const streams = [];
    for (let n = 0; n < 5; n++) streams.push(await openStream(`${url}/v1/events`, key));
    const sixth = await openStream(`${url}/v1/events`, key);
    expect(sixth.response.status).toBe(429);
    expect(sixth.response.headers.get('retry-after')).toBe('5');
    const startedMs = performance.now();
    await ask('DELETE', `/v1/keys/${id}`);
    for (const stream of streams) expect(await stream.ended()).toBe(true);
    expect(performance.now() - startedMs).toBeLessThan(8_000);
  }, 20_000);
});
