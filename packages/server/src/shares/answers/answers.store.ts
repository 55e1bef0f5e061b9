import type { Db } from '../../platform/db/engine.ts';
import type { ShareAnswerTable } from './answers.table.ts';

/** The first answer of a visitor holds: another one changes nothing. */
export async function insertAnswer(db: Db, answer: ShareAnswerTable): Promise<void> {
  await db
    .insertInto('share_answers')
    .values(answer)
    .onConflict((conflict) => conflict.columns(['share_id', 'visitor']).doNothing())
    .execute();
}

export function countAnswers(db: Db, shareId: string): Promise<{ choice: number; count: number }[]> {
  return db
    .selectFrom('share_answers')
    .select((select) => ['choice', select.fn.countAll<number>().as('count')])
    .where('share_id', '=', shareId)
    .groupBy('choice')
    .execute();
}

export async function findChoice(db: Db, shareId: string, visitor: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('share_answers')
    .select('choice')
    .where('share_id', '=', shareId)
    .where('visitor', '=', visitor)
    .executeTakeFirst();
  return row?.choice;
}
