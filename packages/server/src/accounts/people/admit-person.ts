import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';
import { createWorkspace } from '../create-workspace.ts';
import type { SignInDeps } from '../sign-in/sign-in-deps.ts';
import type { Workspace } from '../workspace.ts';
import { isExpected } from './people.store.ts';
import { suggestHandle } from './suggest-handle.ts';

const ATTEMPTS_MAX = 8;

type Deps = Pick<SignInDeps, 'db' | 'clock' | 'ids' | 'signUp'>;

/** Whether somebody who proves this address may become a person here. */
export async function mayBecomePerson(deps: Deps, email: string, byProvider: boolean): Promise<boolean> {
  if (deps.signUp === 'anyone' || (deps.signUp === 'provider' && byProvider)) return true;
  return isExpected(deps.db, email.toLowerCase(), deps.clock.now());
}

/** A personal workspace under a username made of the address. */
export async function makePersonalWorkspace(deps: Omit<Deps, 'signUp'>, email: string): Promise<Workspace> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await createWorkspace(deps, { handle: suggestHandle(email, attempt), kind: 'personal' });
    } catch (error) {
      const isTaken = error instanceof AppError && error.code === FAILURES.conflict.code;
      if (!isTaken || attempt === ATTEMPTS_MAX) throw error;
    }
  }
}
