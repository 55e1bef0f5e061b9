import type { Language } from '../../../web/index.ts';
import { english } from './english.ts';
import { german } from './german.ts';

/** All that the screens of people say in one language; the English is the model. */
export type Texts = typeof english;

const TEXTS: Readonly<Record<Language, Texts>> = { en: english, de: german };

export function textsOf(language: Language): Texts {
  return TEXTS[language];
}
