import type { Texts } from './texts.ts';

export const german: Texts = {
  adviceHeading: 'Was Sie tun können',
  frontPage: 'Proffer, Startseite',
  answeredBy: 'Beantwortet von Proffer',
  home: {
    title: 'Dieser Server stellt Links bereit',
    lead: 'Wer einen Schlüssel hat, legt hier kurze Adressen an. Jedes Mal, wenn jemand einer folgt, prüft der Server zuerst, ob sie noch gilt, unverändert ist und zu nichts führt, das als schädlich bekannt ist.',
    visitors: {
      heading: 'Haben Sie einen Link bekommen?',
      text: 'Geben Sie die ganze Adresse ein, mit allem, was hinter dem Schrägstrich steht. Diese Seite allein führt nirgendwohin.',
    },
    members: { heading: 'Haben Sie hier einen Arbeitsbereich?', link: 'Anmelden' },
    programmers: {
      heading: 'Schreiben Sie Programme?',
      text: 'Über eine Schnittstelle legen diese hier Links an und lesen, wie oft jedem gefolgt wurde.',
      link: 'Beschreibung der Schnittstelle (OpenAPI)',
    },
  },
  'not-found': {
    title: 'Unter dieser Adresse gibt es nichts',
    lead: 'Vielleicht fehlt ein Zeichen, vielleicht wird hier nichts mehr angeboten. Welches von beiden, sagt dieser Server nicht.',
    advice: [
      'Vergleichen Sie die Adresse Zeichen für Zeichen mit der, die Sie bekommen haben. Groß- und Kleinbuchstaben sind hier verschieden.',
      'Bitten Sie die Person, von der Sie die Adresse haben, um eine neue.',
    ],
  },
  'sign-in-to-see': {
    title: 'Hier gibt es nichts, was alle sehen dürfen',
    lead: 'Vielleicht liegt hier eine Seite nur für bestimmte Personen, vielleicht keine. Welches von beiden, sagt dieser Server niemandem, den er nicht kennt.',
    signIn: 'Anmelden und hierher zurückkehren',
    advice: [
      'Hat jemand eine Seite mit Ihnen geteilt, dann melden Sie sich mit der E-Mail-Adresse an, für die sie freigegeben wurde.',
      'Vergleichen Sie die Adresse Zeichen für Zeichen mit der, die Sie bekommen haben. Groß- und Kleinbuchstaben sind hier verschieden.',
      'Fragen Sie die Person, von der Sie die Adresse haben, ob es die Seite noch gibt.',
    ],
  },
  'not-for-you': {
    title: 'Hier gibt es nichts, was Sie sehen dürfen',
    lead: 'Vielleicht liegt hier eine Seite nur für andere, vielleicht keine. Welches von beiden, sagt dieser Server nicht.',
    signedInAs: 'Sie sind angemeldet mit',
    advice: [
      'Bitten Sie die Person, von der Sie die Adresse haben, die Seite für die E-Mail-Adresse oben freizugeben.',
      'Haben Sie mehrere E-Mail-Adressen, dann melden Sie sich mit der an, für die sie freigegeben wurde.',
      'Vergleichen Sie die Adresse Zeichen für Zeichen mit der, die Sie bekommen haben. Groß- und Kleinbuchstaben sind hier verschieden.',
    ],
  },
  blocked: {
    title: 'Dieser Link ist gesperrt',
    lead: 'Bevor dieser Server jemanden weiterleitet, prüft er, wohin ein Link führt. Dieser hat die Prüfung nicht bestanden, und Sie wurden nicht weitergeleitet.',
    because: {
      block_list: 'Sein Ziel steht auf der Sperrliste dieses Servers.',
      dangerous: 'Sein Ziel steht im Verdacht, unsicher zu sein. Hinweis von Google.',
      tampered: 'Seine gespeicherte Adresse wurde verändert und ist nicht vertrauenswürdig.',
      not_allowed: 'Sein Ziel ist eine Adresse, zu der dieser Server niemanden weiterleitet.',
    },
    advice: [
      'Sie müssen nichts tun: Es wurde nichts geöffnet.',
      'Stand der Link in einer Nachricht, mit der Sie nicht gerechnet haben, dann seien Sie auch mit dem Rest dieser Nachricht vorsichtig.',
      'Wenn Sie wissen, von wem er kommt, sagen Sie der Person, dass ihr Link gesperrt ist.',
    ],
  },
  'too-many-requests': {
    title: 'Bitte warten Sie einen Moment',
    lead: 'Aus Ihrem Netz kamen in kurzer Zeit viele Anfragen, und diese wurde nicht mehr bearbeitet.',
    comeBack: (wait) => `Sie können ${wait} wiederkommen.`,
    advice: [
      'Laden Sie diese Seite danach neu. Früher hilft es nicht.',
      'Bei der Arbeit, in der Schule oder im Hotel teilen sich viele ein Netz: Vielleicht waren es die Anfragen anderer.',
    ],
  },
  unavailable: {
    title: 'Dieser Server kann gerade nicht antworten',
    lead: 'Er erreicht im Moment seine eigenen Daten nicht und weiß darum nicht, wohin diese Adresse führt. An Ihnen liegt es nicht.',
    advice: [
      'Laden Sie diese Seite in einer Minute neu.',
      'Hilft das nicht, dann sagen Sie es der Person, von der Sie den Link haben, oder der, die diesen Server betreibt.',
    ],
  },
  failed: {
    title: 'Auf diesem Server ist etwas schiefgegangen',
    lead: 'An Ihnen liegt es nicht. Was geschehen ist, wurde für die Person festgehalten, die diesen Server betreibt.',
    requestId: 'Nummer dieser Anfrage',
    advice: [
      'Laden Sie diese Seite neu.',
      'Geschieht es wieder, dann nennen Sie der Person, die diesen Server betreibt, die Nummer der Anfrage.',
    ],
  },
};
