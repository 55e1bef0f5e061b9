import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';

/** A fresh directory; what is left in it goes when the run ends. `purpose` is the start of its name. */
export function createTemporaryDirectory(purpose: string): Promise<string> {
  return mkdtemp(join(inject('temporaryRoot'), `${purpose}-`));
}
