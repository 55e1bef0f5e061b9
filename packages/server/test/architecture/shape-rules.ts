import { basename } from 'node:path';
import { type Rule, sourceRule, sourcesOf } from './rule.ts';

const LINES_MAX = 400;
const MEDIAN_LINES_MAX = 70;

export const noFileIsLong = sourceRule((source) =>
  source.lineCount > LINES_MAX ? [`has ${source.lineCount} lines: one over ${LINES_MAX} wants to be two things`] : [],
);

export const mostFilesFitAScreen: Rule = (tree) => {
  const counts = sourcesOf(tree)
    .map((source) => source.lineCount)
    .sort((one, other) => one - other);
  const median = counts[Math.floor(counts.length / 2)] ?? 0;
  return median > MEDIAN_LINES_MAX
    ? [`the median of all files is ${median} lines: most files fit a screen, which holds ${MEDIAN_LINES_MAX}`]
    : [];
};

// create-link.ts, links.store.ts, links.store.test.ts, 0001-instance.ts
const KEBAB_CASE = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const MEANINGLESS = /(^|[-.])(utils?|helpers?|managers?|common|misc|stuff)($|[-.])/;

export const namesSayWhatFilesHold: Rule = (tree) =>
  [...tree.keys()].flatMap((path) => {
    const parts = path.replace(/\.ts$/, '').split(/[/.]/);
    const wrong = [];
    if (!parts.every((part) => KEBAB_CASE.test(part))) wrong.push(`${path} is not in kebab-case`);
    if (MEANINGLESS.test(path.replaceAll('/', '.'))) wrong.push(`${path} does not say what it holds`);
    return wrong;
  });

export const onlyFeaturesHaveAnIndex: Rule = (tree) =>
  [...tree.keys()]
    .filter((path) => basename(path) === 'index.ts' && !/^(?!platform\/)[^/]+\/index\.ts$/.test(path))
    .map(
      (path) => `${path} is a barrel: an index.ts is the face of a feature; inside, files import each other by name`,
    );
