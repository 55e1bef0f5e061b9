import type { Import, Source } from './parse-source.ts';
import type { SourceTree } from './source-tree.ts';

/** Returns a sentence for each place where `tree` does not keep to the rule, with the reason of the rule. */
export type Rule = (tree: SourceTree) => string[];

/** Folders of `src` that are no features; the files beside them put the features together. */
const GROUND = ['platform', 'migrations'];

/** The first folder of `path`; empty for the files right below `src`. */
export function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : '';
}

/** The feature to which `path` belongs, `undefined` for the ground, the files below `src` itself and what is elsewhere. */
export function featureOf(path: string): string | undefined {
  const folder = folderOf(path);
  return folder === '' || folder === '..' || GROUND.includes(folder) ? undefined : folder;
}

export type LocalImport = Import & { readonly path: string };

/** All sources but the tests, which may look at anything. */
export function sourcesOf(tree: SourceTree): Source[] {
  return [...tree.values()].filter((source) => !source.isTest);
}

/** A rule about every single import of another file of ours. `judge` returns what is wrong with it, if anything. */
export function importRule(judge: (source: Source, imported: LocalImport) => string | undefined): Rule {
  return (tree) =>
    sourcesOf(tree).flatMap((source) =>
      source.imports.flatMap((imported) => {
        if (imported.path === undefined) return [];
        const reason = judge(source, { ...imported, path: imported.path });
        return reason === undefined ? [] : [`${source.path} imports ${imported.path}: ${reason}`];
      }),
    );
}

/** A rule about what a single file says. `judge` returns what is wrong with it, if anything. */
export function sourceRule(judge: (source: Source) => readonly string[]): Rule {
  return (tree) => sourcesOf(tree).flatMap((source) => judge(source).map((reason) => `${source.path} ${reason}`));
}
