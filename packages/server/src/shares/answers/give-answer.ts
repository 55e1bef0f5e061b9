import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db/engine.ts';
import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';
import { addressSubject } from '../../platform/limits/address-subject.ts';
import { rateLimited } from '../../platform/limits/limit-headers.ts';
import type { LimitOverrides } from '../../platform/limits/limit-name.ts';
import type { Limits } from '../../platform/limits/limits.ts';
import type { Window } from '../../platform/limits/window.ts';
import { insertAnswer } from './answers.store.ts';
import { type Answers, readAnswers } from './read-answers.ts';

/** A school class behind one address can answer, and a program that forgets who it is gets not far. */
const WINDOWS: readonly Window[] = [{ points: 60, perSeconds: 3_600 }];

type Deps = {
  readonly db: Db;
  readonly clock: Clock;
  readonly limits: Limits;
  readonly limitOverrides: LimitOverrides;
};

export type Answer = {
  readonly shareId: string;
  readonly visitor: string;
  readonly choice: number;
  /** How many there are to choose from. */
  readonly choices: number;
  readonly clientAddress: string;
};

/** Keeps a visitor's answer, once. Throws `invalid_request` for one that is none, `rate_limited`. */
export async function giveAnswer(deps: Deps, answer: Answer): Promise<Answers> {
  const { shareId, visitor, choice, choices, clientAddress } = answer;
  if (choice >= choices) {
    throw new AppError(FAILURES.invalid, `The field "choice" is not valid: it must be from 0 to ${choices - 1}.`);
  }
  const windows = deps.limitOverrides['shares.answer'] ?? WINDOWS;
  const state = await deps.limits.consume('shares.answer', windows, `${shareId}/${addressSubject(clientAddress)}`);
  if (!state.allowed) throw rateLimited(state);
  await insertAnswer(deps.db, { share_id: shareId, visitor, choice, created_at: deps.clock.now() });
  return readAnswers(deps.db, shareId, visitor, choices);
}
