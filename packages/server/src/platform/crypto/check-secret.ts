import type { Db } from '../db/engine.ts';
import { OperatorError } from '../operator-error.ts';
import './instance.table.ts';
import { SealBroken, type Sealer } from './seal.ts';

const NAME = 'canary';
const PLACE = { table: 'instance', column: 'value', row: NAME };
const WORDS = 'This database belongs to the key that sealed this sentence.';

/** The secret key is not the one that the data was sealed with. */
export class WrongSecretKey extends OperatorError {
  constructor() {
    super(
      'PROFFER_SECRET_KEY (or secret.key in PROFFER_DATA_DIR) is not the key that this database was sealed with: put the right one back',
    );
    this.name = 'WrongSecretKey';
  }
}

/**
 * Refuses to work on data that another key has sealed: every link would look tampered with. The first start with a key seals a
 * sentence with it. Throws `WrongSecretKey`.
 */
export async function checkSecret(db: Db, sealer: Sealer): Promise<void> {
  await db
    .insertInto('instance')
    .values({ name: NAME, value: sealer.seal(WORDS, PLACE) })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const { value } = await db.selectFrom('instance').select('value').where('name', '=', NAME).executeTakeFirstOrThrow();
  try {
    sealer.open(value, PLACE);
  } catch (error) {
    throw error instanceof SealBroken ? new WrongSecretKey() : error;
  }
}
