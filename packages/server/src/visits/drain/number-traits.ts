import type { Trait } from '../enrich/trait.ts';
import { nameOf } from '../roll-ups/value-names.ts';
import type { VisitWriter } from './visit-writer.ts';

/** Gives each trait the number it is counted under. */
export async function numberTraits(writer: VisitWriter, traits: readonly Trait[]): Promise<void> {
  if (traits.length === 0) return;
  const names = traits.map(({ dimension, value }) => nameOf(dimension, value));
  const distinct = Array.from(new Set(names));
  const numbers = await writer.numberValues(distinct);
  const numberByName = new Map(distinct.map((name, index) => [name, numbers[index]]));
  for (const [index, trait] of traits.entries()) trait.number = numberByName.get(names[index] ?? '');
}
