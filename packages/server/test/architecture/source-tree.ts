import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseSource, type Source } from './parse-source.ts';

/** Every TypeScript file below `packages/server/src`, by its path from there, such as `links/create-link.ts`. */
export type SourceTree = ReadonlyMap<string, Source>;

/** Parses what `files` maps from paths to texts. */
export function createSourceTree(files: Readonly<Record<string, string>>): SourceTree {
  return new Map(Object.entries(files).map(([path, text]) => [path, parseSource(path, text)]));
}

export async function readSourceTree(folder: string): Promise<SourceTree> {
  const files: Record<string, string> = {};
  for (const path of await readdir(folder, { recursive: true })) {
    if (path.endsWith('.ts')) files[path.replaceAll('\\', '/')] = await readFile(join(folder, path), 'utf8');
  }
  return createSourceTree(files);
}
