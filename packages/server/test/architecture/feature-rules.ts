import { featureOf, folderOf, importRule, type Rule, sourcesOf } from './rule.ts';
import type { SourceTree } from './source-tree.ts';

export const platformKnowsNoFeature = importRule((source, imported) =>
  folderOf(source.path) === 'platform' && !['platform', '..'].includes(folderOf(imported.path))
    ? 'platform/ knows no feature, so that every feature can stand on it'
    : undefined,
);

export const featuresMeetAtTheirIndex = importRule((source, imported) => {
  const feature = featureOf(imported.path);
  // The operator's command line is put together where the server is, and used by nobody else.
  if (feature === 'commands' && folderOf(source.path) === '') return undefined;
  const isForeign = feature !== undefined && feature !== featureOf(source.path);
  return isForeign && imported.path !== `${feature}/index.ts`
    ? `what others may use of ${feature}/ is in its index.ts; the rest is free to change`
    : undefined;
});

const HANDED_OUT = ['links', 'shares', 'pages'];

export const handedOutThingsAreStrangers = importRule((source, imported) => {
  const [from, to] = [folderOf(source.path), folderOf(imported.path)];
  return from !== to && HANDED_OUT.includes(from) && HANDED_OUT.includes(to)
    ? `${from}/ and ${to}/ do not know each other; what they share belongs to a feature below both`
    : undefined;
});

const KNOWN_TO_REDIRECT = ['redirect', 'platform', 'links', 'domains', 'visits'];

export const redirectStaysSmall = importRule((source, imported) => {
  const to = folderOf(imported.path);
  if (folderOf(source.path) !== 'redirect' || KNOWN_TO_REDIRECT.includes(to)) return undefined;
  if (to === 'config' && imported.typeOnly) return undefined;
  return 'the hot path knows only platform, links, domains, visits and the types of config';
});

export const featuresAreGivenTheirDeps = importRule((source, imported) => {
  if (featureOf(source.path) === undefined || folderOf(imported.path) !== '') return undefined;
  if (imported.path === 'deps.ts' && imported.typeOnly) return undefined;
  return 'a feature is put together by the files right below src and does not know them, but for the types of deps.ts';
});

const MANIFEST = '../package.json';

export const sourcesDoNotLeaveTheirFolder = importRule((_source, imported) =>
  imported.path.startsWith('../') && imported.path !== MANIFEST
    ? 'what is not below src, such as tests, is not there when the server runs'
    : undefined,
);

function featureGraph(tree: SourceTree): Map<string, Set<string>> {
  const graph = new Map<string, Set<string>>();
  for (const source of sourcesOf(tree)) {
    const from = featureOf(source.path);
    if (from === undefined) continue;
    const known = graph.get(from) ?? new Set();
    graph.set(from, known);
    for (const imported of source.imports) {
      const to = imported.path === undefined ? undefined : featureOf(imported.path);
      if (to !== undefined && to !== from) known.add(to);
    }
  }
  return graph;
}

/** The shortest way from `start` along `graph` back to it. */
function circleThrough(graph: ReadonlyMap<string, ReadonlySet<string>>, start: string): string[] | undefined {
  const ways = [[start]];
  const seen = new Set<string>();
  for (let way = ways.shift(); way !== undefined; way = ways.shift()) {
    for (const next of graph.get(way.at(-1) ?? start) ?? []) {
      if (next === start) return [...way, next];
      if (!seen.has(next)) ways.push([...way, next]);
      seen.add(next);
    }
  }
  return undefined;
}

export const featuresFormNoCircle: Rule = (tree) => {
  const graph = featureGraph(tree);
  const circles = [...graph.keys()].flatMap((feature) => {
    const circle = circleThrough(graph, feature);
    // Each circle is found from each of its features; it is told once, from the first in the alphabet.
    return circle === undefined || circle.some((member) => member < feature) ? [] : [circle];
  });
  return circles.map((circle) => `${circle.join(' → ')}: a circle of features can only be understood as one`);
};
