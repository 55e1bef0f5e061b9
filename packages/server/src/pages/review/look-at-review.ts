import { listComments } from '../comments/list-comments.ts';
import { versionNotFound } from '../pages.errors.ts';
import { readPageBytes } from '../read-page-bytes.ts';
import { createHandOver } from '../show/hand-over.ts';
import { listVersions } from '../versions/list-versions.ts';
import type { Reviewing } from './admit-reviewer.ts';
import { compareContents, type View } from './compare-versions.ts';
import type { PageReviewDeps } from './page-review-deps.ts';
import type { Looking, ReviewFacts } from './review-facts.ts';
import { REVIEW_TOKEN } from './send-review-frame.ts';

const COMMENTS_MAX = 500;
const VERSIONS_MAX = 100;

/** What is asked for: a version, the current one when left out, or two of them. */
export type Question =
  | { readonly kind: 'version'; readonly version: number | undefined }
  | { readonly kind: 'changes'; readonly from: number; readonly to: number; readonly view: View };

async function textOf(deps: PageReviewDeps, { page }: Reviewing, version: number): Promise<string> {
  const content = await readPageBytes(deps, page, version);
  if (content === undefined) throw versionNotFound();
  return new TextDecoder(content.version.charset).decode(content.bytes);
}

async function look(deps: PageReviewDeps, reviewing: Reviewing, question: Question): Promise<Looking> {
  if (question.kind === 'changes') {
    const [before, after] = await Promise.all(
      [question.from, question.to].map((version) => textOf(deps, reviewing, version)),
    );
    return { ...question, hunks: await compareContents(before ?? '', after ?? '', question.view) };
  }
  const { page, path } = reviewing;
  const version = question.version ?? page.version;
  if (version < 1 || version > page.version) throw versionNotFound();
  const token = await createHandOver(deps, 'review', { pageId: page.id, version, personId: reviewing.reader.id });
  return { kind: 'version', version, frameUrl: `${deps.contentUrl ?? ''}${path}?${REVIEW_TOKEN}=${token}` };
}

/** All that the review shows. Throws `not_found` for a version that is not there. */
export async function lookAtReview(
  deps: PageReviewDeps,
  reviewing: Reviewing,
  question: Question,
): Promise<ReviewFacts> {
  const { page, path, reader, commenter } = reviewing;
  const [looking, comments, versions] = await Promise.all([
    look(deps, reviewing, question),
    listComments(deps, page, { limit: COMMENTS_MAX, cursor: undefined }),
    listVersions(deps, page, { limit: VERSIONS_MAX, before: undefined }),
  ]);
  return {
    path,
    title: page.title,
    currentVersion: page.version,
    isPublic: page.visibility === 'public',
    looking,
    comments: comments.items,
    versions: versions.items,
    personId: reader.id,
    moderates: commenter.moderates,
  };
}
