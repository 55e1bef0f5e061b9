import { afterEach, expect, it } from 'vitest';
import { describeEachEngine } from '../../test/harness/database.ts';
import { OURS } from '../../test/links/create-link-deps.ts';
import { useLinks } from '../../test/links/use-links.ts';
import { hasManyLinks, type RedirectTarget } from '../links/index.ts';
import type { NewLinkRow } from '../links/links.table.ts';
import { sealDestination } from '../links/sealed-link.ts';
import { startFilling } from './fill-cache.ts';
import { RedirectCache } from './redirect-cache.ts';

const MANY = 1_000;
const EXPIRES_AT_MS = 2_000_000_000_000;

describeEachEngine('memory for links after a start', (engine) => {
  const links = useLinks(engine);
  let filling: ReturnType<typeof startFilling> | undefined;
  afterEach(() => filling?.close());

  const fill = (cache: Pick<RedirectCache, 'expectPage' | 'size'>) => {
    filling = startFilling({ ...links.deps, cache, location: links.database.location });
  };

  const row = (slug: string, other: Partial<NewLinkRow> = {}): NewLinkRow => {
    const { sealer, clock, ids } = links.deps;
    const id = ids.next('lnk');
    const atMs = clock.now();
    return {
      ...{ id, workspace_id: OURS.workspaceId, livemode: 1, domain: '', slug, status: 'active', metadata: null },
      ...{ destination: sealDestination(sealer, id, `https://shop.example/${slug}`), tracking: null, expires_at: null },
      ...{ created_at: atMs, updated_at: atMs, verification_status: 'verified', verification_reason: null },
      ...{ verification_checked_at: atMs, ...other },
    };
  };
  const insert = async (rows: readonly NewLinkRow[]) => {
    for (let at = 0; at < rows.length; at += MANY / 4) {
      await links.deps.db
        .insertInto('links')
        .values(rows.slice(at, at + MANY / 4))
        .execute();
    }
  };
  /** Each a millisecond newer than the one before. */
  const insertMany = (count: number) =>
    insert(
      Array.from({ length: count }, (_, index) => {
        links.deps.clock.advance(1);
        return row(`s${index}`);
      }),
    );

  it('holds what can be followed, as it is followed', async () => {
    await insertMany(MANY);
    const broken = Buffer.from(row('x').destination).fill(7, 80);
    await insert([
      row('expiring', { expires_at: EXPIRES_AT_MS }),
      row('tampered', { destination: broken }),
      row('dangerous', { verification_reason: 'dangerous' }),
      row('disabled', { status: 'disabled' }),
      row('elsewhere', { domain: 'go.example' }),
    ]);
    const cache = new RedirectCache(1_000_000);
    fill(cache);
    await expect.poll(() => cache.size).toBe(MANY + 3);
    const open = { host: 'shop.example', hasPlainLocation: true, expiresAtMs: 0, disabled: false, blocked: null };
    expect(cache.find('s0')).toMatchObject({
      ...open,
      location: 'https://shop.example/s0',
    } satisfies Partial<RedirectTarget>);
    expect(cache.find('expiring')).toMatchObject({ ...open, expiresAtMs: EXPIRES_AT_MS });
    expect(cache.find('tampered')).toMatchObject({ blocked: 'tampered', location: '' });
    expect(cache.find('dangerous')).toMatchObject({ blocked: 'dangerous', location: '' });
  });

  it('holds the newest where there is no room for all, and lets nothing go for them', async () => {
    await insertMany(MANY);
    const cache = new RedirectCache(10_000);
    const asked = {
      linkId: 'lnk_1',
      location: 'https://shop.example/asked',
      host: 'shop.example',
      hasPlainLocation: true,
    };
    cache.remember('asked', { ...asked, expiresAtMs: 0, disabled: false, blocked: null }, 0);
    fill(cache);
    await filling?.ended;
    expect(cache.size).toBeGreaterThan(50);
    expect(cache.size).toBeLessThan(MANY);
    for (const slug of ['asked', `s${MANY - 1}`, `s${MANY - 50}`]) expect(cache.find(slug)).toBeDefined();
    expect(cache.find('s0')).toBeUndefined();
  });

  it('stays as it is with a few links, which are there soon enough', async () => {
    await insertMany(MANY - 1);
    expect(await hasManyLinks(links.deps.db)).toBe(false);
    const cache = new RedirectCache(1_000_000);
    fill(cache);
    await filling?.ended;
    expect(cache.size).toBe(0);
    await insert([row('last')]);
    expect(await hasManyLinks(links.deps.db)).toBe(true);
  });

  it('is left alone once the server stops', async () => {
    await insertMany(2 * MANY);
    const cache = new RedirectCache(1_000_000);
    let pages = 0;
    fill({
      expectPage() {
        if (++pages === 3) void filling?.close();
        return cache.expectPage();
      },
      get size() {
        return cache.size;
      },
    });
    await filling?.ended;
    expect(pages).toBe(3);
    expect(cache.size).toBe(300);
  });
});
