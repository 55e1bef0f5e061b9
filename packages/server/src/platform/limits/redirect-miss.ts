import type { Window } from './window.ts';

/** Slugs that do not exist, for each address: enough for a page full of dead links, too few to go through the codes. */
export const REDIRECT_MISS_WINDOWS: readonly Window[] = [{ points: 300, perSeconds: 60 }];
