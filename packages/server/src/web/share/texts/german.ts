import type { ShareTexts } from './share-texts.ts';

export const germanShare: ShareTexts = {
  title: 'Mit Ihnen geteilt',
  card: { title: 'Etwas wurde mit Ihnen geteilt', lead: 'Öffnen Sie es, um zu sehen, was es ist.' },
  headings: {
    card: 'Etwas wurde mit Ihnen geteilt',
    reveal: 'Hier wird Ihnen etwas gereicht',
    password: 'Dafür braucht es ein Passwort',
    text: 'Ein Text für Sie',
    image: 'Ein Bild für Sie',
    interactive: 'Etwas zum Ausprobieren',
  },
  reveal: {
    lead: 'Es kann nur eine begrenzte Zahl von Malen angesehen werden. Diese Seite zu öffnen zählt nicht: nur die Taste zählt.',
    button: 'Anzeigen',
    views: ({ used, max }) =>
      max === 1
        ? 'Es kann ein Mal angesehen werden.'
        : `Dies ist Ansicht ${used + 1} von ${max}. Danach kann es noch ${max - used - 1} Mal angesehen werden.`,
  },
  password: {
    lead: 'Wer Ihnen die Adresse geschickt hat, kennt auch das Passwort.',
    field: 'Passwort',
    button: 'Öffnen',
    wrong: 'Das ist nicht das Passwort. Es wurde nichts verbraucht.',
    tooMany: (wait) => `Es waren zu viele falsche Passwörter. Sie können es ${wait} wieder versuchen.`,
  },
  actions: {
    raw: 'Unbearbeitet',
    download: 'Herunterladen',
    copy: 'Kopieren',
    copied: 'Kopiert',
    copyCode: 'Diesen Code kopieren',
  },
  image: {
    alternative: 'Das Bild, das mit Ihnen geteilt wurde. Niemand hat es beschrieben.',
    zoom: 'Volle Größe',
    kept: 'Dieses Bild liegt auf diesem Server.',
    from: 'Dieses Bild kommt von',
  },
  interactive: {
    withoutScripts: 'Was geteilt wurde, ist beweglich und braucht JavaScript, das in diesem Browser ausgeschaltet ist.',
    frame: (component) => `Was geteilt wurde: ${component}`,
  },
  facts: {
    expires: 'Es kann angesehen werden bis',
    views: ({ used, max }) =>
      used >= max
        ? `Das war die letzte von ${max} ${max === 1 ? 'Ansicht' : 'Ansichten'}.`
        : `${used} von ${max} Ansichten sind verbraucht.`,
    again: 'In diesem Browser können Sie diese Seite zehn Minuten lang noch einmal laden.',
    stranger: {
      text: 'Geschrieben hat es, wer Ihnen die Adresse geschickt hat, nicht dieser Server.',
      image: 'Ausgesucht hat es, wer Ihnen die Adresse geschickt hat, nicht dieser Server.',
      interactive:
        'Zusammengestellt hat es, wer Ihnen die Adresse geschickt hat. Es läuft in einem Rahmen, der sonst nichts erreicht.',
    },
  },
};
