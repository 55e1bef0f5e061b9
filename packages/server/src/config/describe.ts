import { OPTION_GROUPS } from './option.ts';
import type { Setting } from './read-settings.ts';

const INTRODUCTION = `# Configuration

Proffer is configured by environment variables; every one may be left out. This page is written by
\`npx proffer config --markdown\`; \`npx proffer config\` shows what holds on a machine, with secrets masked.

Each \`NAME\` may be given as \`NAME_FILE\` instead: the path of a file that holds the value, as container secrets do. Line ends at its
end are ignored. Setting both is refused. An empty value is the same as none. What cannot be read stops the start with a sentence
for each mistake; a variable that begins with \`PROFFER_\` and is not known is named in the log.
`;

function defaultOf({ option }: Setting): string {
  if (option.without !== undefined) return option.without;
  return option.fallback === undefined || option.fallback === '' ? 'none' : `\`${option.fallback}\``;
}

function groups(settings: readonly Setting[]) {
  return OPTION_GROUPS.map((name) => ({ name, settings: settings.filter(({ option }) => option.group === name) }));
}

function entry(setting: Setting): string {
  const secret = setting.option.mask === undefined ? '' : ' Secret.';
  return `### \`${setting.name}\`\n\n${setting.option.description}\n\nDefault: ${defaultOf(setting)}.${secret}\n`;
}

/** The reference of all options, in Markdown; the same on every machine. */
export function describeOptions(settings: readonly Setting[]): string {
  const sections = groups(settings).map(
    (group) => `## ${group.name}\n\n${group.settings.map((setting) => entry(setting)).join('\n')}`,
  );
  return [INTRODUCTION, ...sections].join('\n');
}

const LINE_LENGTH = 100;
const INDENT = '    ';

function wrap(text: string): string {
  const lines = [''];
  for (const word of text.replaceAll('`', '').split(' ')) {
    const line = `${lines.at(-1)} ${word}`.trim();
    if (line.length > LINE_LENGTH) lines.push(word);
    else lines[lines.length - 1] = line;
  }
  return lines.map((line) => `${INDENT}${line}`).join('\n');
}

function effective({ text, option, name, variable }: Setting): string {
  if (text === undefined) return variable === undefined ? `not set: ${option.without ?? 'none'}` : 'cannot be read';
  const shown = option.mask === undefined ? text : option.mask(text);
  const source = variable === undefined ? ' (default)' : variable === name ? '' : ` (from ${variable})`;
  return `${shown === '' ? 'none' : shown}${source}`;
}

/** For a terminal: each option with what holds here, secrets masked, and its description. */
export function describeSettings(settings: readonly Setting[]): string {
  const sections = groups(settings).map((group) => {
    const entries = group.settings.map(
      (setting) => `  ${setting.name} = ${effective(setting).replaceAll('`', '')}\n${wrap(setting.option.description)}`,
    );
    return `${group.name}\n\n${entries.join('\n\n')}\n`;
  });
  return sections.join('\n');
}
