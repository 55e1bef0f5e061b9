import { readFileSync } from 'node:fs';

/** What `npm start` tells Node, from the one place where it stands. */
export const START_FLAGS: readonly string[] =
  readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8').match(/--[\w-]+=\d+/g) ?? [];
