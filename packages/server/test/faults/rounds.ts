/** Whether these tests have minutes (`npm run faults`) or seconds (`npm test`). */
export const isLong = process.env.FAULTS === 'long';

/** How often to do something. */
export const rounds = (short: number, long: number): number => (isLong ? long : short);
