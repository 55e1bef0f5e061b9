import { createGroupCommand } from '../group-command.ts';

const USAGE = `proffer privacy erase --workspace W --confirm W
       proffer privacy receipt <id>

  erase    ends every key of the workspace at once, and has the running server delete everything in it; prints the receipt,
           whose id shows later how far it is
  receipt  what was erased, what was found afterwards, what stays and why`;

/** `proffer privacy …`: works beside a running server, which does the erasing. */
export const privacyCommand = createGroupCommand({
  name: 'privacy',
  summary: 'Erases a workspace for good, and shows the receipt of an erasure.',
  usage: USAGE,
  actions: {
    erase: async () => (await import('./erase.ts')).erase,
    receipt: async () => (await import('./receipt.ts')).receipt,
  },
});
