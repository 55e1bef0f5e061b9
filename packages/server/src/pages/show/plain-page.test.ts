import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, describeEachEngine, type TestDatabase } from '../../../test/harness/database.ts';
import { type ServedPages, servePages } from '../../../test/pages/serve-pages.ts';
import { speakRaw } from '../../../test/redirect/speak-raw.ts';

const HTML = `<!doctype html><title>Bericht</title>${'<p>Größe, Straße, 漢字.</p>'.repeat(50)}`;
/** A header that makes node:http answer, and changes nothing else. */
const NOT_PLAIN = 'TE: trailers';

describeEachEngine('a public page that is answered before node:http', (engine) => {
  let database: TestDatabase;
  let served: ServedPages;
  let path: string;
  beforeAll(async () => {
    database = await createTestDatabase(engine);
    served = await servePages(database);
    ({ path } = await served.page({ html: HTML }));
    for (const encoding of ['identity', 'br', 'gzip']) await served.ask(path, { 'accept-encoding': encoding });
  });
  afterAll(async () => {
    await served.close();
    await database.close();
  });

  const speak = async (lines: readonly string[], target = path) => {
    served.views.length = 0;
    const request = [`GET ${target} HTTP/1.1`, 'Host: proffer', ...lines, '', ''].join('\r\n');
    const end = 'GET /end HTTP/1.1\r\nHost: proffer\r\nConnection: close\r\n\r\n';
    const { text, closed } = await speakRaw(served.port, [request, end], { quietMs: 20_000 });
    expect(closed).toBe(true);
    const views = served.views.map(({ atMs: _, ...view }) => view);
    return { text: text.replaceAll(/^(Date|X-Request-Id): .*$/gm, '$1'), views };
  };

  it.each<readonly string[]>([
    [],
    ['Accept-Encoding: gzip, deflate, br'],
    ['Accept-Encoding: gzip'],
    ['User-Agent: Mozilla/5.0', 'Referer: https://news.example/'],
    ['Sec-Purpose: prefetch'],
    ['If-None-Match: *'],
    ['If-None-Match: "other"'],
    ['Range: bytes=3-9'],
    ['Range: bytes=3-9', 'If-Range: "other"'],
    ['Service-Worker: script'],
    ['Cookie: person=member'],
  ])('says and counts the same as one answered by it: %j', async (...lines) => {
    const plain = await speak(lines);
    expect(plain).toEqual(await speak([...lines, NOT_PLAIN]));
    expect(plain.text).toMatch(/^HTTP\/1\.1 (200|206|304|404) /);
  });

  it('is the very bytes', async () => {
    const { text } = await speak([]);
    const body = text.slice(text.indexOf('\r\n\r\n') + 4);
    expect(Buffer.from(body.slice(0, Buffer.byteLength(HTML)), 'latin1').toString()).toBe(HTML);
  });

  it('leaves other addresses alone', async () => {
    for (const target of [`${path}?x=1`, `${path}/review`, `${path}/`, '/ada', '/ada/nothing-12']) {
      const plain = await speak([], target);
      expect(plain).toEqual(await speak([NOT_PLAIN], target));
    }
  });
});
