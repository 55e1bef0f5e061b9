import type { Language } from './language.ts';

/** What `make` makes for a language, made when first needed: two of Node's formats take a fiftieth of the time of a start. */
export function byLanguage<Made>(make: (language: Language) => Made): (language: Language) => Made {
  const made = new Map<Language, Made>();
  return (language) => {
    const known = made.get(language) ?? make(language);
    made.set(language, known);
    return known;
  };
}
