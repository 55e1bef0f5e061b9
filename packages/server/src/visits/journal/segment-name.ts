import { BASE58, randomText } from '../../platform/crypto/base-encoding.ts';

/** A segment file is `<writer>-<number>.journal`: `writer` is new for each process, numbers go up from 1. */
export type SegmentName = { readonly writer: string; readonly number: number };

const PATTERN = /^([1-9A-HJ-NP-Za-km-z]{12})-(\d{8})\.journal$/;

export const createWriterId = (): string => randomText(BASE58, 12);

export function formatSegmentName({ writer, number }: SegmentName): string {
  return `${writer}-${String(number).padStart(8, '0')}.journal`;
}

/** `undefined` for a file that is no segment. */
export function parseSegmentName(file: string): SegmentName | undefined {
  const match = PATTERN.exec(file);
  if (match?.[1] === undefined) return undefined;
  return { writer: match[1], number: Number(match[2]) };
}
