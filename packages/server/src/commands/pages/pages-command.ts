import { createGroupCommand } from '../group-command.ts';

const USAGE = `proffer pages take-down <id or address> --reason TEXT
       proffer pages restore <id or address>

  take-down  nobody is shown the page any more, within a second on every node; its bytes, versions and record stay as evidence
  restore    puts it back as it was
  --reason   why, for the record of changes, which its owner can read`;

/** `proffer pages …`: works beside a running server. */
export const pagesCommand = createGroupCommand({
  name: 'pages',
  summary: 'Takes a page down, keeping the evidence, and puts it back.',
  usage: USAGE,
  actions: {
    'take-down': async () => (await import('./take-down.ts')).takeDown,
    restore: async () => (await import('./restore.ts')).restore,
  },
});
