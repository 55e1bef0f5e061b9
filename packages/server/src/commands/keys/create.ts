import { KEY_KINDS, KEY_NAME, KEY_NAME_RULE, KEY_SCOPES, PLANS } from '../../accounts/index.ts';
import type { CommandContext } from '../command.ts';
import { readOptions, requireNoMore, requireOneOf, requireTimeMs } from '../read-options.ts';
import { UsageError } from '../usage-error.ts';
import { withStore } from '../with-store.ts';
import { describeIssuedKey } from './describe-issued-key.ts';
import { makeKey, type WantedKey } from './make-key.ts';

const OPTIONS = {
  kind: { type: 'string' },
  plan: { type: 'string' },
  name: { type: 'string' },
  workspace: { type: 'string' },
  scopes: { type: 'string' },
  expires: { type: 'string' },
  json: { type: 'boolean' },
} as const;

function requireName(text: string): string {
  if (!KEY_NAME.test(text)) throw new UsageError(`--name must be ${KEY_NAME_RULE}.`);
  return text;
}

function requireScopes(text: string): WantedKey['scopes'] {
  return text.split(',').map((scope) => requireOneOf('--scopes', scope.trim(), KEY_SCOPES));
}

function readWanted(args: readonly string[]): { readonly wanted: WantedKey; readonly json: boolean | undefined } {
  const { values, positionals } = readOptions(args, OPTIONS);
  requireNoMore(positionals);
  const { kind, plan, name, workspace, scopes, expires, json } = values;
  if (kind === undefined) throw new UsageError(`--kind is missing: one of ${KEY_KINDS.join(', ')}.`);
  const wanted = {
    kind: requireOneOf('--kind', kind, KEY_KINDS),
    plan: plan === undefined ? undefined : requireOneOf('--plan', plan, PLANS),
    name: name === undefined ? null : requireName(name),
    handle: workspace,
    scopes: scopes === undefined ? KEY_SCOPES : requireScopes(scopes),
    expiresAtMs: expires === undefined ? null : requireTimeMs('--expires', expires),
  };
  return { wanted, json };
}

export async function create(args: readonly string[], context: CommandContext): Promise<void> {
  const { wanted, json } = readWanted(args);
  const made = await withStore(context, (store) => makeKey(store, wanted));
  context.out(describeIssuedKey(made, json));
}
