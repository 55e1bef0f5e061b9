import { createGroupCommand } from '../group-command.ts';

const USAGE = `proffer people link <username or e-mail address>

  link  prints an address at which they sign in, once, within 15 minutes: for somebody who has lost their password where the
        server sends no mail. Hand it to them, and to nobody else`;

/** `proffer people …`: works beside a running server. */
export const peopleCommand = createGroupCommand({
  name: 'people',
  summary: 'Lets somebody in who has lost their password.',
  usage: USAGE,
  actions: {
    link: async () => (await import('./link.ts')).link,
  },
});
