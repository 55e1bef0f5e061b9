import type { Workspace } from '../../accounts/index.ts';
import type { Mail } from '../../platform/mail/mail.ts';
import type { Page } from '../page.ts';
import { pathOfPage } from '../present-page.ts';

/** What somebody reads with whom a page was shared; in both languages, as nobody knows theirs yet. */
export function writeGrantMail(
  to: string,
  page: Pick<Page, 'slug' | 'title'>,
  workspace: Pick<Workspace, 'handle' | 'name'>,
  publicUrl: string,
): Mail {
  const address = `${publicUrl}${pathOfPage(page, workspace)}`;
  return {
    to,
    subject: `${workspace.name}: ${page.title}`,
    text: [
      `${workspace.name} has shared a page with you: ${page.title}`,
      '',
      address,
      '',
      `To read it, sign in with this address (${to}).`,
      'If you did not expect this, you need not do anything.',
      '',
      '--',
      '',
      `${workspace.name} hat eine Seite mit Ihnen geteilt: ${page.title}`,
      '',
      'Um sie zu lesen, melden Sie sich mit dieser Adresse an.',
      'Wenn Sie das nicht erwartet haben, müssen Sie nichts tun.',
      '',
    ].join('\n'),
  };
}
