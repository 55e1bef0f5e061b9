import type { Db } from '../../platform/db/engine.ts';
import { countAnswers, findChoice } from './answers.store.ts';

/** How often each answer was given, and which one this visitor gave; null before. */
export type Answers = { readonly counts: readonly number[]; readonly choice: number | null };

export async function readAnswers(db: Db, shareId: string, visitor: string, choices: number): Promise<Answers> {
  const counted = await countAnswers(db, shareId);
  const counts = Array.from(
    { length: choices },
    (_, choice) => counted.find((row) => row.choice === choice)?.count ?? 0,
  );
  return { counts, choice: (await findChoice(db, shareId, visitor)) ?? null };
}
