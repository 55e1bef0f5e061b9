import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db/engine.ts';
import { insertExpected } from './people.store.ts';

/**
 * Lets whoever proves this address become a person, also where only the invited may: for what is shared with somebody who was never
 * here. To be called in the transaction that shares it.
 */
export async function expectPerson(db: Db, { clock }: { readonly clock: Clock }, email: string): Promise<void> {
  await insertExpected(db, email.toLowerCase(), clock.now());
}
