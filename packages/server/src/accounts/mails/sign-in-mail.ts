import type { Mail } from '../../platform/mail/mail.ts';
import type { Language } from '../../web/index.ts';
import { composeMail, type MailParts } from './compose-mail.ts';

const TEXTS: Readonly<Record<Language, (host: string) => Omit<MailParts, 'url'>>> = {
  en: (host) => ({
    subject: `Sign in to ${host}`,
    before: [`Somebody, most likely you, wants to sign in to ${host} with this address.`],
    button: 'Sign in',
    after: ['This works once, within 15 minutes.', 'It was not you? Then ignore this mail: nothing happens.'],
  }),
  de: (host) => ({
    subject: `Anmelden bei ${host}`,
    before: [`Jemand, vermutlich Sie, möchte sich mit dieser Adresse bei ${host} anmelden.`],
    button: 'Anmelden',
    after: [
      'Das geht einmal, innerhalb von 15 Minuten.',
      'Sie waren es nicht? Dann beachten Sie diese Mail nicht: Es geschieht nichts.',
    ],
  }),
};

export function signInMail(language: Language, url: string, host: string): Omit<Mail, 'to'> {
  return composeMail(language, { ...TEXTS[language](host), url });
}
