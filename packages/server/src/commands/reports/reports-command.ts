import { createGroupCommand } from '../group-command.ts';

const USAGE = `proffer reports list [--limit N] [--json]

  list     what visitors reported about pages, newest first
  --limit  how many, 50 when left out
  --json   prints one object for programs`;

/** `proffer reports …`: works beside a running server. */
export const reportsCommand = createGroupCommand({
  name: 'reports',
  summary: 'Lists what visitors reported about pages.',
  usage: USAGE,
  actions: {
    list: async () => (await import('./list.ts')).list,
  },
});
