import { type Context, Hono } from 'hono';
import { requireSameOrigin } from '../../accounts/index.ts';
import { readForm } from '../../platform/http/read-form.ts';
import type { RequestEnv } from '../../platform/http/request-env.ts';
import { chooseLanguage } from '../../web/index.ts';
import { addComment } from '../comments/add-comment.ts';
import { deleteComment, updateComment } from '../comments/change-comment.ts';
import { admitReviewer, type Reviewing } from './admit-reviewer.ts';
import { lookAtReview } from './look-at-review.ts';
import type { PageReviewDeps } from './page-review-deps.ts';
import { renderReview } from './render-review.ts';
import { readChange, readComment, readQuestion } from './review.schema.ts';

const PATH = '/:username/:slug/review';

/** The review of a page, for who is signed in and may read it. */
export function pageReviewRoutes(deps: PageReviewDeps): Hono<RequestEnv> {
  const signIn = (c: Context) => {
    const { username = '', slug = '' } = c.req.param();
    return c.redirect(`/sign-in?next=${encodeURIComponent(`/${username}/${slug}/review`)}`, 303);
  };
  const back = (c: Context, { path }: Reviewing) => c.redirect(`${path}/review`, 303);

  return new Hono<RequestEnv>()
    .get(PATH, async (c) => {
      const reviewing = await admitReviewer(deps, c);
      if (reviewing === undefined) return signIn(c);
      const facts = await lookAtReview(deps, reviewing, readQuestion(c.req.query()));
      const language = chooseLanguage(c.req.header('Accept-Language'));
      const { body, headers } = renderReview(facts, language, deps.contentUrl ?? "'self'");
      return c.body(body, 200, headers);
    })
    .post(`${PATH}/comments`, async (c) => {
      requireSameOrigin(c.req.raw, deps.publicUrl);
      const reviewing = await admitReviewer(deps, c);
      if (reviewing === undefined) return signIn(c);
      const { body, parent_id, anchor } = readComment(await readForm(c));
      const { caller, page, commenter } = reviewing;
      await addComment(deps, caller, page, commenter, { body, parentId: parent_id ?? undefined, anchor });
      return back(c, reviewing);
    })
    .post(`${PATH}/comments/:comment`, async (c) => {
      requireSameOrigin(c.req.raw, deps.publicUrl);
      const reviewing = await admitReviewer(deps, c);
      if (reviewing === undefined) return signIn(c);
      const { caller, page, commenter } = reviewing;
      const change = readChange(await readForm(c));
      const id = c.req.param('comment');
      if (change === 'delete') await deleteComment(deps, caller, page, commenter, id);
      else await updateComment(deps, caller, page, commenter, id, { resolved: change === 'resolve' });
      return back(c, reviewing);
    });
}
