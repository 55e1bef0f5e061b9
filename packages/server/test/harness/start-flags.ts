import { readFileSync } from 'node:fs';

const { scripts }: { scripts: { start: string } } = JSON.parse(
  readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8'),
);

/** What `npm start` tells Node, from the one place where it stands. */
export const START_FLAGS: readonly string[] = scripts.start.split(' ').filter((word) => word.startsWith('--'));
