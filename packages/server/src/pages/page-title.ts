const TITLE_CHARACTERS_MAX = 200;
const UNTITLED = 'Untitled';

// Controls, line and paragraph separators, and what turns the direction of the text around it.
const NOT_SHOWN = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** Why `text` cannot be the title of a page, as a part of a sentence; undefined when it can. */
export function whyNoTitle(text: string): string | undefined {
  if (text.trim() === '') return 'it must not be empty';
  if (Array.from(text).length > TITLE_CHARACTERS_MAX) return `it has more than ${TITLE_CHARACTERS_MAX} characters`;
  if (NOT_SHOWN.test(text)) return 'it must not hold control characters';
  return text.isWellFormed() ? undefined : 'it is not valid Unicode';
}

/** Something found as a title: on one line, without what cannot be shown, cut where it is too long. Undefined when nothing is left. */
function toTitle(text: string | undefined): string | undefined {
  const shown = (text ?? '')
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(new RegExp(NOT_SHOWN, 'gu'), '')
    .trim();
  const cut = Array.from(shown).slice(0, TITLE_CHARACTERS_MAX).join('').trim();
  return cut === '' ? undefined : cut;
}

type Found = {
  readonly title: string | undefined;
  readonly heading: string | undefined;
  readonly fileName: string | undefined;
};

/** What a page is called when nobody says so. */
export function deriveTitle({ title, heading, fileName }: Found): string {
  return toTitle(title) ?? toTitle(heading) ?? toTitle(fileName) ?? UNTITLED;
}
