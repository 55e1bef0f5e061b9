/** The next state of a hash over characters of one byte: FNV-1a, which begins with any number. */
export const hashStep = (hash: number, character: number): number => Math.imul(hash ^ character, 0x01000193);

/** A state as 32 bits that a table can take any of: those of FNV-1a alone differ too little. */
export function finishHash(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}
