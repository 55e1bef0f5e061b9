import type { Language } from '../../web/index.ts';
import type { View } from './compare-versions.ts';

/** All that the review says in one language. */
export type ReviewTexts = {
  readonly page: string;
  readonly openPage: string;
  readonly backToPage: string;
  readonly report: string;
  readonly frameTitle: (title: string) => string;
  readonly comments: string;
  readonly none: string;
  readonly add: string;
  readonly hint: string;
  readonly send: string;
  readonly quoted: string;
  readonly unquote: string;
  readonly reply: string;
  readonly sendReply: string;
  readonly resolve: string;
  readonly reopen: string;
  readonly remove: string;
  readonly resolved: string;
  readonly find: string;
  readonly onVersion: (version: number) => string;
  readonly versions: (version: number, count: number) => string;
  readonly version: (version: number) => string;
  readonly show: string;
  readonly changes: (from: number, to: number) => string;
  readonly views: Record<View, string>;
  readonly same: string;
  readonly tooMuch: string;
  readonly added: string;
  readonly removed: string;
};

const english: ReviewTexts = {
  page: 'The page',
  openPage: 'Open the page',
  backToPage: 'Back to the page',
  report: 'Report this page',
  frameTitle: (title) => `The page “${title}”`,
  comments: 'Comments',
  none: 'Nobody has said anything yet.',
  add: 'Your comment',
  hint: 'Select text in the page to say what it is about.',
  send: 'Comment',
  quoted: 'About',
  unquote: 'About the whole page instead',
  reply: 'Reply',
  sendReply: 'Send reply',
  resolve: 'Resolve',
  reopen: 'Open again',
  remove: 'Delete',
  resolved: 'Resolved',
  find: 'Show in the page',
  onVersion: (version) => `on version ${version}`,
  versions: (version, count) => `Version ${version} of ${count}`,
  version: (version) => `Version ${version}`,
  show: 'Show',
  changes: (from, to) => `What changed from ${from} to ${to}`,
  views: { text: 'Text', source: 'Source' },
  same: 'Nothing changed here.',
  tooMuch: 'These versions differ in too much to compare them line by line.',
  added: 'Added',
  removed: 'Removed',
};

const german: ReviewTexts = {
  page: 'Die Seite',
  openPage: 'Seite öffnen',
  backToPage: 'Zurück zur Seite',
  report: 'Seite melden',
  frameTitle: (title) => `Die Seite „${title}“`,
  comments: 'Kommentare',
  none: 'Noch hat niemand etwas gesagt.',
  add: 'Ihr Kommentar',
  hint: 'Markieren Sie Text in der Seite, um zu sagen, worum es geht.',
  send: 'Kommentieren',
  quoted: 'Zu',
  unquote: 'Doch zur ganzen Seite',
  reply: 'Antworten',
  sendReply: 'Antwort senden',
  resolve: 'Erledigt',
  reopen: 'Wieder öffnen',
  remove: 'Löschen',
  resolved: 'Erledigt',
  find: 'In der Seite zeigen',
  onVersion: (version) => `zu Version ${version}`,
  versions: (version, count) => `Version ${version} von ${count}`,
  version: (version) => `Version ${version}`,
  show: 'Zeigen',
  changes: (from, to) => `Was sich von ${from} zu ${to} geändert hat`,
  views: { text: 'Text', source: 'Quelltext' },
  same: 'Hier hat sich nichts geändert.',
  tooMuch: 'Diese Versionen unterscheiden sich in zu vielem, um sie Zeile für Zeile zu vergleichen.',
  added: 'Neu',
  removed: 'Weg',
};

const TEXTS: Record<Language, ReviewTexts> = { en: english, de: german };

export const reviewTexts = (language: Language): ReviewTexts => TEXTS[language];
