import { readFileSync } from 'node:fs';
import type { Option } from './option.ts';
import { OPTION_NAMES, OPTIONS, type OptionName } from './options.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The text that holds for an option, and where it comes from. */
export type Setting = {
  readonly name: OptionName;
  readonly option: Option;
  /** Undefined where nothing was set and the option has no fixed default. */
  readonly text: string | undefined;
  /** The variable that was set; undefined for a default. */
  readonly variable: string | undefined;
  /** A sentence about why the text could not be had. */
  readonly problem: string | undefined;
};

type Found = Pick<Setting, 'text' | 'variable' | 'problem'>;

/** Compose files and charts pass on what was left out as an empty text, so that is the same as not set. */
function valueIn(env: Environment, variable: string): string | undefined {
  const value = env[variable];
  return value === '' ? undefined : value;
}

function readFile(variable: string, file: string): Found {
  try {
    const text = readFileSync(file, 'utf8').replace(/[\r\n]+$/, '');
    return { text, variable, problem: text === '' ? `${variable}: the file "${file}" is empty.` : undefined };
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    return { text: undefined, variable, problem: `${variable}: the file "${file}" cannot be read (${reason}).` };
  }
}

function find(env: Environment, name: OptionName, option: Option): Found {
  const fileVariable = `${name}_FILE`;
  const text = valueIn(env, name);
  const file = valueIn(env, fileVariable);
  if (text !== undefined && file !== undefined) {
    return { text: undefined, variable: name, problem: `${name} and ${fileVariable} are both set: keep one of them.` };
  }
  if (file !== undefined) return readFile(fileVariable, file);
  if (text !== undefined) return { text, variable: name, problem: undefined };
  return { text: option.fallback, variable: undefined, problem: undefined };
}

/** What is set for each option, in the order of the table: in `NAME`, or in the file that `NAME_FILE` names. */
export function readSettings(env: Environment): readonly Setting[] {
  return OPTION_NAMES.map((name) => ({ name, option: OPTIONS[name], ...find(env, name, OPTIONS[name]) }));
}
