import { createGroupCommand } from '../group-command.ts';

const USAGE = `proffer keys create --kind live|test|personal|workspace [--workspace W] [--plan free|pro|team|enterprise]
                           [--name N] [--scopes S,S] [--expires TIME] [--json]
       proffer keys list [--workspace W] [--json]
       proffer keys revoke <id>
       proffer keys rotate <id> [--overlap-seconds N] [--json]

  --workspace        its handle; for a personal key the person's username. One that does not exist is made. Left out: the first
                     workspace that fits the kind of key
  --plan             puts the workspace on this plan
  --scopes           what the key may do, all scopes when left out: links:read, links:write, shares:…, pages:…, webhooks:…, admin
  --expires          when the key ends, like 2026-12-31T23:59:59Z
  --overlap-seconds  how long the old key still works: a day when left out, at most 30 days
  --json             prints one object for programs`;

/** `proffer keys …`: works on the data itself, beside a running server or without one. */
export const keysCommand = createGroupCommand({
  name: 'keys',
  summary: 'Makes, lists, rotates and revokes the keys that open the API.',
  usage: USAGE,
  actions: {
    create: async () => (await import('./create.ts')).create,
    list: async () => (await import('./list.ts')).list,
    revoke: async () => (await import('./revoke.ts')).revoke,
    rotate: async () => (await import('./rotate.ts')).rotate,
  },
});
