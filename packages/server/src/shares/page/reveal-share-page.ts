import type { Context } from 'hono';
import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';
import type { PasswordProblem, SharePage } from '../../web/index.ts';
import { findShare } from '../find-share.ts';
import { isAhead, type RetrievalEnv, visitorOf } from '../retrieval-request.ts';
import { retrieveShare } from '../retrieve-share.ts';
import { invalidPassword, passwordRequired, shareNotFound } from '../shares.errors.ts';
import type { RetrievedShare } from '../show-share.ts';
import { addressOf, openSharePage, readLeased, showLeased } from './open-share-page.ts';
import { grantLease } from './share-cookies.ts';
import type { SharePageDeps } from './share-page-deps.ts';
import { factsOf, showShare } from './show-share.ts';

/** The fields of the form on the page. */
export type RevealForm = { readonly reveal: string | undefined; readonly password: string | undefined };

/** A page of another site could press the button for its visitor, and a robot for nobody. */
function isPressed(c: Context, { reveal, password }: RevealForm): boolean {
  const site = c.req.header('sec-fetch-site') ?? 'same-origin';
  if ((site !== 'same-origin' && site !== 'none') || isAhead(c)) return false;
  return reveal !== undefined || password !== undefined;
}

/** What was wrong with the password; undefined when there was none. Throws on what has nothing to do with it. */
function problemOf(error: unknown): PasswordProblem | undefined {
  if (!(error instanceof AppError)) throw error;
  if (error.code === passwordRequired().code) return undefined;
  if (error.code === invalidPassword().code) return { kind: 'wrong' };
  if (error.code !== FAILURES.rateLimited.code) throw error;
  return { kind: 'too-many', retryAfterSeconds: Number(error.headers['Retry-After'] ?? 60) };
}

async function askAgain(
  deps: SharePageDeps,
  reference: string,
  problem: PasswordProblem | undefined,
): Promise<SharePage> {
  const share = await findShare(deps, reference);
  if (share === undefined) throw shareNotFound();
  return { kind: 'password', facts: factsOf(share, addressOf(reference)), problem };
}

/**
 * The page for a POST of its form: spends a view where they are limited, once for each ten minutes of a browser. It is the answer
 * itself and no redirect to one, so that a browser without cookies is shown what it has paid for. Throws `not_found`.
 */
export async function revealSharePage(
  c: Context<RetrievalEnv>,
  deps: SharePageDeps,
  reference: string,
  form: RevealForm,
): Promise<SharePage> {
  if (!isPressed(c, form)) return openSharePage(c, deps, reference);
  const leased = await readLeased(c, deps, reference);
  if (leased !== undefined) return showLeased(deps, leased, reference);
  const proof = { password: form.password, clientAddress: c.get('clientAddress') };
  let retrieved: RetrievedShare;
  try {
    retrieved = await retrieveShare(deps, reference, proof, visitorOf(c));
  } catch (error) {
    return askAgain(deps, reference, problemOf(error));
  }
  const { share, content, viewCount } = retrieved;
  grantLease(c, deps, share);
  return showShare(deps, share, content, factsOf(share, addressOf(reference), viewCount));
}
