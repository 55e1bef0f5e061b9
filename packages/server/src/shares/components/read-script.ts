import { readFileSync } from 'node:fs';

/** The text of a script that is sent to browsers: a file beside the module whose `import.meta.url` is `from`. */
export function readScript(name: string, from: string): string {
  return readFileSync(new URL(name, from), 'utf8');
}
