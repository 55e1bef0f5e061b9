import { type Context, Hono } from 'hono';
import { SHARE_HEADERS } from '../../web/index.ts';
import { findShare } from '../find-share.ts';
import { type ReadShare, readShareContent } from '../read-share-content.ts';
import { isAhead, type RetrievalEnv, visitorOf } from '../retrieval-request.ts';
import { retrieveShare } from '../retrieve-share.ts';
import { shareNotFound } from '../shares.errors.ts';
import { addressOf, coverOf, readLeased } from './open-share-page.ts';
import { refusePrefetch } from './refuse-prefetch.ts';
import { fileOf, type ShareFile } from './share-file.ts';
import type { SharePageDeps } from './share-page-deps.ts';

// Whatever it is, it runs nothing and loads nothing, also for who opens it by itself.
const FILE_HEADERS = {
  ...SHARE_HEADERS,
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
};

/** What belongs to a page that is open: to everybody's, or to one whose browser was shown it. Throws `not_found`. */
export async function readShown(c: Context, deps: SharePageDeps, reference: string): Promise<ReadShare> {
  const leased = await readLeased(c, deps, reference);
  if (leased !== undefined) return leased;
  const share = await findShare(deps, reference);
  const read =
    share !== undefined && coverOf(share, reference) === undefined && (await readShareContent(deps, reference));
  if (read === undefined || read === false) throw shareNotFound();
  return read;
}

/** The content for who asks for it alone, which is a view like any other; undefined where something is to be done first. */
async function retrieveFile(
  c: Context<RetrievalEnv>,
  deps: SharePageDeps,
  reference: string,
): Promise<ShareFile | undefined> {
  const leased = await readLeased(c, deps, reference);
  if (leased !== undefined) return fileOf(leased.content);
  const share = await findShare(deps, reference);
  if (share === undefined) throw shareNotFound();
  if (coverOf(share, reference) !== undefined || c.req.method === 'HEAD' || isAhead(c)) return undefined;
  const proof = { clientAddress: c.get('clientAddress') };
  return fileOf((await retrieveShare(deps, reference, proof, visitorOf(c))).content);
}

const send = (c: Context, { bytes, type }: ShareFile, headers: Record<string, string> = {}) =>
  c.body(new Uint8Array(bytes), 200, { ...FILE_HEADERS, ...headers, 'Content-Type': type });

/** Content without the page around it. */
export function shareFileRoutes(deps: SharePageDeps) {
  return new Hono<RetrievalEnv>()
    .get('/:reference/raw', refusePrefetch, async (c) => {
      const reference = c.req.param('reference');
      const file = await retrieveFile(c, deps, reference);
      return file === undefined ? c.redirect(addressOf(reference), 303) : send(c, file);
    })
    .get('/:reference/download', refusePrefetch, async (c) => {
      const reference = c.req.param('reference');
      const file = await retrieveFile(c, deps, reference);
      if (file === undefined) return c.redirect(addressOf(reference), 303);
      return send(c, file, { 'Content-Disposition': `attachment; filename="share-${reference}.${file.extension}"` });
    })
    .get('/:reference/image', async (c) => {
      const { content } = await readShown(c, deps, c.req.param('reference'));
      if (content.type !== 'image' || !content.body.startsWith('data:')) throw shareNotFound();
      return send(c, fileOf(content));
    });
}
