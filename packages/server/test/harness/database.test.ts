import { expect, it } from 'vitest';
import { createTestDatabase, describeEachEngine } from './database.ts';

describeEachEngine('a database of a test', (engine) => {
  it('is empty and counts from one when the test before has left rows', async () => {
    for (let test = 1; test <= 2; test++) {
      const { db, close } = await createTestDatabase(engine);
      expect(await db.selectFrom('visit_values').selectAll().execute()).toEqual([]);
      await db.insertInto('visit_values').values({ value: 'DE' }).execute();
      expect(await db.selectFrom('visit_values').select('number').execute()).toEqual([{ number: 1 }]);
      await close();
    }
  });
});
