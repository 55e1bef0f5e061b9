import type { CommandContext, Store } from './command.ts';

/** Does `work` with the installation's data, and closes it again. */
export async function withStore<T>(context: CommandContext, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await context.openStore();
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
