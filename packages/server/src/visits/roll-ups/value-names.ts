import type { Dimension } from './value-key.ts';

/** The text under which a value is numbered in `visit_values`; dimensions have no colon. */
export const nameOf = (dimension: Dimension, value: string): string => `${dimension}:${value}`;

export const valueIn = (name: string): string => name.slice(name.indexOf(':') + 1);
