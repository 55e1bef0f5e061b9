import type { Trait } from '../enrich/trait.ts';
import { keyOf } from '../roll-ups/value-key.ts';
import { nameOf } from '../roll-ups/value-names.ts';
import type { VisitWriter } from './visit-writer.ts';

/** Numbers the value of each trait, which gives it the key that it is counted under. */
export async function numberTraits(writer: VisitWriter, traits: readonly Trait[]): Promise<void> {
  if (traits.length === 0) return;
  const names = traits.map(({ dimension, value }) => nameOf(dimension, value));
  const distinct = Array.from(new Set(names));
  const numbers = await writer.numberValues(distinct);
  const numberByName = new Map(distinct.map((name, index) => [name, numbers[index]]));
  for (const [index, trait] of traits.entries()) {
    const number = numberByName.get(names[index] ?? '');
    if (number !== undefined) trait.key = keyOf(trait.dimension, number, false);
  }
}
