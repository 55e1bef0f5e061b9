import { z } from 'zod';
import { operate } from '../harness/operate.ts';
import type { ServerProcess } from '../harness/server-process.ts';

const issuedKey = z.object({ key: z.string(), id: z.string() });

export type IssuedKey = z.infer<typeof issuedKey>;

/** Makes a key as the operator does beside a running server. */
export async function issueKey({ env }: Pick<ServerProcess, 'env'>): Promise<IssuedKey> {
  const { exitCode, stdout, stderr } = await operate(['keys', 'create', '--kind', 'live', '--json'], env);
  if (exitCode !== 0) throw new Error(`no key was made: ${stdout}${stderr}`);
  return issuedKey.parse(JSON.parse(stdout));
}
