import { type WeightedRange, weightedRanges } from './weighted-ranges.ts';

/** How much a type is wanted, and by how precise a range: 3 for its name, 1 for anything at all, 0 for none. */
type Wish = { readonly weight: number; readonly precision: number };

function wishFor(type: string, ranges: readonly WeightedRange[]): Wish {
  const names = ['*/*', type.replace(/\/.*/, '/*'), type];
  // The most precise range decides, however little it weighs: `text/html;q=0, */*` is everything but HTML.
  return ranges.reduce<Wish>(
    (wish, { range, weight }) => {
      const precision = names.indexOf(range) + 1;
      return precision > wish.precision ? { weight, precision } : wish;
    },
    { weight: 0, precision: 0 },
  );
}

/**
 * Whether the client would rather have JSON than a page for people. Of equal weights the type that is named wins over one
 * that is only not excluded, because clients for JSON like to say that anything will do as well; else the page does.
 */
export function prefersJson(accept: string | undefined): boolean {
  const ranges = weightedRanges(accept);
  const json = wishFor('application/json', ranges);
  const html = wishFor('text/html', ranges);
  if (json.weight !== html.weight) return json.weight > html.weight;
  return json.weight > 0 && json.precision > html.precision;
}
