export type Encoding = 'br' | 'gzip' | 'identity';

const CHARACTERS_MAX = 1_000;

type Wish = { readonly coding: string; readonly weight: number };

function readWishes(header: string): readonly Wish[] {
  return header
    .slice(0, CHARACTERS_MAX)
    .toLowerCase()
    .split(',')
    .map((part) => {
      const [coding = '', ...parameters] = part.split(';').map((text) => text.trim());
      const weight = parameters.find((parameter) => parameter.startsWith('q='));
      const value = weight === undefined ? 1 : Number(weight.slice(2));
      return { coding: coding === 'x-gzip' ? 'gzip' : coding, weight: value >= 0 && value <= 1 ? value : 0 };
    });
}

/** The smallest form that the client takes; the plain one where it names none that is made here, or refuses even that. */
function choose(header: string): Encoding {
  const wishes = readWishes(header);
  const weightOf = (coding: Encoding) =>
    (wishes.find((wish) => wish.coding === coding) ?? wishes.find((wish) => wish.coding === '*'))?.weight;
  const [br, gzip, identity] = [weightOf('br') ?? 0, weightOf('gzip') ?? 0, weightOf('identity') ?? 0];
  if (br > 0 && br >= gzip && br >= identity) return 'br';
  return gzip > 0 && gzip >= identity ? 'gzip' : 'identity';
}

const CHOSEN_MAX = 200;
const chosen = new Map<string, Encoding>();

/** Browsers send one of a handful of headers, so what was chosen for each is remembered. */
export function chooseEncoding(acceptEncoding: string): Encoding {
  if (acceptEncoding === '') return 'identity';
  const known = chosen.get(acceptEncoding);
  if (known !== undefined) return known;
  const encoding = choose(acceptEncoding);
  if (chosen.size < CHOSEN_MAX) chosen.set(acceptEncoding, encoding);
  return encoding;
}
