import type { Language } from '../../web/index.ts';
import type { ReportReason } from './report.ts';

/** All that the form for reports says in one language. */
export type ReportTexts = {
  readonly title: string;
  readonly lead: (host: string) => string;
  readonly why: string;
  readonly reasons: Record<ReportReason, string>;
  readonly details: string;
  readonly email: string;
  readonly emailHint: string;
  readonly send: string;
  readonly thanks: string;
  readonly thanksLead: string;
};

const english: ReportTexts = {
  title: 'Report this page',
  lead: (host) => `What you write goes to whoever runs ${host}, and not to the author of the page.`,
  why: 'What is wrong with it?',
  reasons: {
    phishing: 'It pretends to be somebody else, or asks for passwords',
    malware: 'It spreads harmful software',
    illegal: 'It is against the law',
    'personal-data': 'It shows private data of somebody',
    copyright: 'It shows work of somebody who did not allow it',
    other: 'Something else',
  },
  details: 'What should they know? (optional)',
  email: 'Your e-mail address (optional)',
  emailHint: 'Only for questions about this report.',
  send: 'Send report',
  thanks: 'Thank you for the report',
  thanksLead: 'It was handed to whoever runs this server. The page stays as it is until they have looked at it.',
};

const german: ReportTexts = {
  title: 'Diese Seite melden',
  lead: (host) =>
    `Was Sie schreiben, geht an die Person, die ${host} betreibt, und nicht an die, die die Seite verfasst hat.`,
  why: 'Was ist damit nicht in Ordnung?',
  reasons: {
    phishing: 'Sie gibt sich für jemand anderen aus oder fragt nach Passwörtern',
    malware: 'Sie verbreitet schädliche Programme',
    illegal: 'Sie verstößt gegen das Gesetz',
    'personal-data': 'Sie zeigt private Daten von jemandem',
    copyright: 'Sie zeigt das Werk von jemandem, der es nicht erlaubt hat',
    other: 'Etwas anderes',
  },
  details: 'Was sollte man dazu wissen? (freiwillig)',
  email: 'Ihre E-Mail-Adresse (freiwillig)',
  emailHint: 'Nur für Rückfragen zu dieser Meldung.',
  send: 'Meldung senden',
  thanks: 'Danke für die Meldung',
  thanksLead:
    'Sie liegt jetzt bei der Person, die diesen Server betreibt. Die Seite bleibt, wie sie ist, bis diese sie angesehen hat.',
};

const TEXTS: Record<Language, ReportTexts> = { en: english, de: german };

export const reportTexts = (language: Language): ReportTexts => TEXTS[language];
