import { OPTION_NAMES } from './options.ts';
import type { Environment } from './read-settings.ts';

/** How many characters must be put in, taken out or replaced to make `from` into `to`. */
function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const replaced = (previous[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
}

const KNOWN = OPTION_NAMES.flatMap((name) => [name, `${name}_FILE`]);

function nearestTo(variable: string): string {
  // Without the prefix that all share, as PROFFER_PORT is meant for PORT.
  const distance = (known: string) => editDistance(variable.replace('PROFFER_', ''), known.replace('PROFFER_', ''));
  return KNOWN.reduce((nearest, known) => (distance(known) < distance(nearest) ? known : nearest));
}

/** Kubernetes gives every container the addresses of its services, under the name of a service called "proffer". */
function isFromKubernetes(variable: string, value: string): boolean {
  if (variable === 'PROFFER_PORT') return value.includes('://');
  return /^PROFFER_(?:SERVICE_(?:HOST|PORT)|PORT_\d+_)/.test(variable);
}

/** A sentence for each variable that looks like one of ours and is none: a slip of the pen must not pass in silence. */
export function findUnknownVariables(env: Environment): readonly string[] {
  return Object.entries(env)
    .filter(([name, value]) => name.startsWith('PROFFER_') && !KNOWN.includes(name) && value !== undefined)
    .filter(([name, value]) => !isFromKubernetes(name, value ?? ''))
    .map(([name]) => `${name} is not known and has no effect. Is ${nearestTo(name)} meant?`);
}
