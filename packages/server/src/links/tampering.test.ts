import { beforeEach, expect, it } from 'vitest';
import { describeEachEngine } from '../../test/harness/database.ts';
import { OURS } from '../../test/links/create-link-deps.ts';
import { useLinks } from '../../test/links/use-links.ts';
import { createLink } from './create-link.ts';
import type { Link } from './link.ts';
import type { LinkRow } from './links.table.ts';
import { listLinks } from './list-links.ts';
import { presentLink } from './present-link.ts';
import { readLink } from './read-link.ts';
import { recheckLinks } from './recheck-links.ts';
import { openRedirectTarget } from './redirect-target.ts';
import { updateLink } from './update-link.ts';

type Columns = Partial<Pick<LinkRow, 'destination' | 'metadata' | 'tracking'>>;

// SQLite keeps whatever type a hand has written into a column.
const asText = (text: string) => text as unknown as Uint8Array;

describeEachEngine('a stored link that was tampered with', (engine) => {
  const links = useLinks(engine);
  let link: Link;
  let row: LinkRow;
  let other: LinkRow;

  async function create(slug: string): Promise<Link> {
    const input = { destination: `https://${slug}.example/`, slug, metadata: { slug }, tracking: { utm_source: slug } };
    return (await createLink(links.deps, OURS, input)).link;
  }
  const rowOf = ({ id }: Link) =>
    links.deps.db.selectFrom('links').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const tamper = async (columns: Columns) => {
    await links.deps.db.updateTable('links').set(columns).where('id', '=', link.id).execute();
    row = await rowOf(link);
  };
  const recheck = () => recheckLinks(links.deps, links.deps.clock.now(), new AbortController().signal);
  const flip = (bytes: Uint8Array, index: number) => {
    const copy = Buffer.from(bytes);
    copy.writeUInt8(copy.readUInt8(index) ^ 1, index);
    return copy;
  };

  beforeEach(async () => {
    link = await create('mine');
    other = await rowOf(await create('other'));
    row = await rowOf(link);
  });

  async function expectClosed(): Promise<void> {
    const blocked = {
      destination: null,
      metadata: {},
      tracking: {},
      verification: { status: 'blocked', reason: 'tampered' },
    };
    const read = await readLink(links.deps, OURS, link.id);
    expect(read).toMatchObject(blocked);
    const listing = { limit: 20, offset: 0 };
    expect((await listLinks(links.deps, OURS, listing)).links.find(({ id }) => id === link.id)).toMatchObject(blocked);
    // No longer found by what is in it, and no hindrance to finding others.
    expect((await listLinks(links.deps, OURS, { ...listing, q: '.example' })).links).toMatchObject([{ id: other.id }]);
    expect(presentLink(read, 0, 'https://proffer.test', 0)).toMatchObject({
      destination: null,
      verification: { status: 'blocked', reason: expect.stringContaining('altered') },
    });
  }

  it.each<[string, () => Columns, 'redirect too' | 'redirect as before']>([
    [
      'its sealed destination edited',
      () => ({ destination: flip(row.destination, row.destination.length - 20) }),
      'redirect too',
    ],
    ['the key id in its destination edited', () => ({ destination: flip(row.destination, 2) }), 'redirect too'],
    ['its destination cut', () => ({ destination: row.destination.subarray(0, 50) }), 'redirect too'],
    ['its destination emptied', () => ({ destination: Buffer.of() }), 'redirect too'],
    ['a plain address as destination', () => ({ destination: Buffer.from('https://evil.example/') }), 'redirect too'],
    ['a text as destination', () => ({ destination: asText('https://evil.example/') }), 'redirect too'],
    ['a text as tracking', () => ({ tracking: asText('{}') }), 'redirect too'],
    ['a text as metadata', () => ({ metadata: asText('{}') }), 'redirect as before'],
    ['the destination of another link', () => ({ destination: other.destination }), 'redirect too'],
    ['the tracking of another link', () => ({ tracking: other.tracking }), 'redirect too'],
    ['its metadata as its destination', () => ({ destination: row.metadata ?? Buffer.of() }), 'redirect too'],
    ['its metadata as its tracking', () => ({ tracking: row.metadata }), 'redirect too'],
    ['the metadata of another link', () => ({ metadata: other.metadata }), 'redirect as before'],
  ])('with %s is closed', async (_what, columns, redirect) => {
    await tamper(columns());
    await expectClosed();
    const target = openRedirectTarget(links.deps.sealer, row);
    if (redirect === 'redirect too') expect(target).toMatchObject({ blocked: 'tampered', location: '' });
    else expect(target).toMatchObject({ blocked: null, location: 'https://mine.example/?utm_source=mine' });
  });

  it('leads to the destination it was given, wherever its row was copied from', () => {
    expect(openRedirectTarget(links.deps.sealer, row)).toMatchObject({
      linkId: link.id,
      location: 'https://mine.example/?utm_source=mine',
      blocked: null,
    });
  });

  it('is marked by the re-check, which goes on with the others', async () => {
    await tamper({ destination: other.destination });
    links.deps.clock.advance(1_000);
    await recheck();
    const checkedAtMs = links.deps.clock.now();
    expect(await rowOf(link)).toMatchObject({
      verification_status: 'blocked',
      verification_reason: 'tampered',
      verification_checked_at: checkedAtMs,
    });
    expect(
      await links.deps.db.selectFrom('links').selectAll().where('id', '=', other.id).executeTakeFirst(),
    ).toMatchObject({
      verification_status: 'verified',
      verification_checked_at: checkedAtMs,
    });
    expect(links.deps.forgotten.at(-1)).toMatchObject({ slug: 'mine' });
  });

  it('is refused by the redirect once it is marked, whatever was tampered with', async () => {
    await tamper({ metadata: other.metadata });
    links.deps.clock.advance(1_000);
    await recheck();
    expect(openRedirectTarget(links.deps.sealer, await rowOf(link)).blocked).toBe('tampered');
    await tamper({ metadata: null });
    links.deps.clock.advance(1_000);
    await recheck();
    expect(openRedirectTarget(links.deps.sealer, await rowOf(link)).blocked).toBeNull();
  });

  it('is open again with a new destination', async () => {
    await tamper({ destination: other.destination });
    links.deps.clock.advance(1_000);
    await recheck();
    const mended = await updateLink(links.deps, OURS, link.id, { destination: 'https://mended.example/' });
    expect(mended).toMatchObject({
      destination: 'https://mended.example/',
      verification: { status: 'verified', reason: null },
    });
    expect(openRedirectTarget(links.deps.sealer, await rowOf(link)).blocked).toBeNull();
  });
});
