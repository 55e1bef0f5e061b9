import { posix } from 'node:path';
import { type ESTree, parseSync, Visitor } from 'vite';

/** One mention of another module: an import, a re-export, an import type, a worker's file or an augmented module. */
export type Import = {
  readonly specifier: string;
  /** The path from `src` of what is imported, `undefined` for packages; starts with `../` for what is not below `src`. */
  readonly path: string | undefined;
  readonly typeOnly: boolean;
};

export type Source = {
  readonly path: string;
  readonly lineCount: number;
  readonly isTest: boolean;
  readonly imports: readonly Import[];
  /** Expressions such as `process.env`, `console.log`, `Date.now()`, `new Date()`, `` sql`…` `` that rules ask about. */
  readonly uses: readonly string[];
};

type Collector = { imports: Import[]; uses: string[] };

const nameOf = (node: ESTree.Node): string | undefined => {
  if (node.type === 'Identifier') return node.name;
  // globalThis.process.env is process.env
  if (node.type === 'MemberExpression' && node.property.type === 'Identifier') return node.property.name;
  return undefined;
};

const textOf = (node: ESTree.Node | undefined | null): string | undefined =>
  node?.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;

function collect(path: string, found: Collector): Visitor {
  const mention = (specifier: string | undefined, typeOnly: boolean) => {
    if (specifier === undefined) return;
    const relative = specifier.startsWith('.');
    const target = relative ? posix.join(posix.dirname(path), specifier) : undefined;
    found.imports.push({ specifier, path: target, typeOnly });
  };
  return new Visitor({
    ImportDeclaration: (node) => {
      const named = node.specifiers.filter((specifier) => specifier.type === 'ImportSpecifier');
      const onlyTypes = named.length > 0 && named.length === node.specifiers.length;
      const typeOnly = onlyTypes && named.every((specifier) => specifier.importKind === 'type');
      mention(node.source.value, node.importKind === 'type' || typeOnly);
    },
    ExportNamedDeclaration: (node) => mention(node.source?.value, node.exportKind === 'type'),
    ExportAllDeclaration: (node) => mention(node.source.value, node.exportKind === 'type'),
    ImportExpression: (node) => mention(textOf(node.source), false),
    TSImportType: (node) => mention(node.source.value, true),
    TSModuleDeclaration: (node) => mention(textOf(node.id), true),
    NewExpression: (node) => {
      const [first, second] = node.arguments;
      if (nameOf(node.callee) === 'URL' && second !== undefined) mention(textOf(first), false);
      if (nameOf(node.callee) === 'Date' && first === undefined) found.uses.push('new Date()');
    },
    MemberExpression: (node) => {
      const property = node.computed ? textOf(node.property) : nameOf(node.property);
      const object = nameOf(node.object);
      if (object !== undefined && property !== undefined) found.uses.push(`${object}.${property}`);
    },
    VariableDeclarator: (node) => {
      if (node.id.type !== 'ObjectPattern' || node.init == null) return;
      const object = nameOf(node.init);
      for (const property of node.id.properties) {
        if (object !== undefined && property.type === 'Property') found.uses.push(`${object}.${nameOf(property.key)}`);
      }
    },
    TaggedTemplateExpression: (node) => {
      if (nameOf(node.tag) === 'sql') found.uses.push('sql`…`');
    },
  });
}

/** Reads what rules need to know of one file; `path` is its path from `src`. */
export function parseSource(path: string, text: string): Source {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`);
  const found: Collector = { imports: [], uses: [] };
  collect(path, found).visit(program);
  const lineCount = text.replace(/\n$/, '').split('\n').length;
  return { path, lineCount, isTest: path.endsWith('.test.ts'), ...found };
}
