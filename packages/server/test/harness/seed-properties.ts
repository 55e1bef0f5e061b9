import { randomInt } from 'node:crypto';
import fc from 'fast-check';

// The same inputs in each run, so that what fails has failed because of a change. `PROPERTY_SEED=random` looks for others.
const DEFAULT_SEED = 20_261_121;

const wanted = process.env.PROPERTY_SEED ?? '';
const seed = wanted === 'random' ? randomInt(2 ** 31) : Number(wanted || DEFAULT_SEED);
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
