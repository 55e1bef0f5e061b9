import type { Context } from 'hono';
import type { Person } from '../../accounts/index.ts';
import type { Caller } from '../../platform/events/caller.ts';
import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';
import type { RequestEnv } from '../../platform/http/request-env.ts';
import { anonymiseAddress, formatAnonymousAddress } from '../../platform/net/anonymise-address.ts';
import type { Commenter } from '../comments/add-comment.ts';
import { type AddressedPage, findPageByAddress } from '../find-page-by-address.ts';
import { mayRead } from '../may-read.ts';
import { allowedVisibility } from '../show/admit-reader.ts';
import { parsePageTarget } from '../show/page-address.ts';
import type { PageReviewDeps } from './page-review-deps.ts';

/** Somebody who is signed in, at a page that they may read. */
export type Reviewing = AddressedPage & {
  readonly path: string;
  readonly reader: Person;
  readonly commenter: Commenter;
  readonly caller: Caller;
};

/** Who is signed in; undefined for nobody, who is sent to sign in whether there is such a page or not. */
export async function admitReviewer(deps: PageReviewDeps, c: Context<RequestEnv>): Promise<Reviewing | undefined> {
  const reader = await deps.currentPerson(c.req.raw);
  if (reader === undefined) return undefined;
  const path = `/${c.req.param('username')}/${c.req.param('slug')}`;
  const address = parsePageTarget(path);
  const found = address && (await findPageByAddress(deps, address));
  if (found === undefined || !(await mayRead(deps, allowedVisibility(found.page, deps), reader))) {
    throw new AppError(FAILURES.notFound, 'There is no page at this address, or you may not see it.');
  }
  const { scope } = found.page;
  const role = await deps.roleOf(reader.id, scope.workspaceId);
  const from = formatAnonymousAddress(anonymiseAddress(c.get('clientAddress')));
  return {
    ...found,
    path,
    reader,
    commenter: {
      author: { kind: 'person', id: reader.id, name: reader.name || reader.username },
      moderates: role !== undefined && role !== 'viewer',
    },
    caller: { ...scope, actor: { kind: 'person', id: reader.id, address: from } },
  };
}
