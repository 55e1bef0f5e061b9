import type { Mail } from '../../platform/mail/mail.ts';
import type { Language } from '../../web/index.ts';
import { composeMail, type MailParts } from './compose-mail.ts';

export type InvitationFacts = {
  readonly url: string;
  readonly workspace: string;
  readonly inviter: string | undefined;
  readonly host: string;
};

const TEXTS: Readonly<Record<Language, (facts: InvitationFacts) => Omit<MailParts, 'url'>>> = {
  en: ({ workspace, inviter, host }) => ({
    subject: `Invitation to ${workspace}`,
    before: [`${inviter ?? 'Somebody'} invites you to the workspace “${workspace}” on ${host}.`],
    button: 'See the invitation',
    after: [
      'The address is for you alone, works once and ends after seven days.',
      'You did not expect this? Then ignore this mail.',
    ],
  }),
  de: ({ workspace, inviter, host }) => ({
    subject: `Einladung zu ${workspace}`,
    before: [`${inviter ?? 'Jemand'} lädt Sie zum Arbeitsbereich „${workspace}“ auf ${host} ein.`],
    button: 'Einladung ansehen',
    after: [
      'Die Adresse ist nur für Sie, gilt einmal und endet nach sieben Tagen.',
      'Sie haben nicht damit gerechnet? Dann beachten Sie diese Mail nicht.',
    ],
  }),
};

export function invitationMail(language: Language, facts: InvitationFacts): Omit<Mail, 'to'> {
  return composeMail(language, { ...TEXTS[language](facts), url: facts.url });
}
