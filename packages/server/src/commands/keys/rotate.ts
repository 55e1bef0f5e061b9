import {
  createVerifiedKeys,
  findAnyKey,
  OVERLAP_SECONDS_DEFAULT,
  OVERLAP_SECONDS_MAX,
  rotateKey,
} from '../../accounts/index.ts';
import { OPERATOR } from '../../platform/events/caller.ts';
import type { CommandContext, Store } from '../command.ts';
import { readOptions, requireId, requireWholeNumber } from '../read-options.ts';
import { withStore } from '../with-store.ts';
import { describeIssuedKey } from './describe-issued-key.ts';
import { WHICH_KEY } from './which-key.ts';

const OPTIONS = { 'overlap-seconds': { type: 'string' }, json: { type: 'boolean' } } as const;

async function rotateAnyKey(store: Store, id: string, overlapSeconds: number) {
  const { key, workspace } = await findAnyKey(store, id);
  const deps = { ...store, verifiedKeys: createVerifiedKeys() };
  return { ...(await rotateKey(deps, { ...key.scope, actor: OPERATOR }, key.id, overlapSeconds)), workspace };
}

export async function rotate(args: readonly string[], context: CommandContext): Promise<void> {
  const { values, positionals } = readOptions(args, OPTIONS);
  const id = requireId(positionals, WHICH_KEY);
  const overlap = values['overlap-seconds'];
  const overlapSeconds =
    overlap === undefined
      ? OVERLAP_SECONDS_DEFAULT
      : requireWholeNumber('--overlap-seconds', overlap, OVERLAP_SECONDS_MAX);
  const issued = await withStore(context, (store) => rotateAnyKey(store, id, overlapSeconds));
  context.out(describeIssuedKey(issued, values.json));
  if (values.json !== true) context.out(`The old key, ${id}, works for ${overlapSeconds} seconds more at most.`);
}
