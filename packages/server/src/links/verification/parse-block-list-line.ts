import { isIP } from 'node:net';
import { normaliseHost } from '../../platform/net/host-name.ts';

const NOTHING: readonly string[] = [];
const NAME_CHARACTERS_MAX = 253;
/** What most lines are. Only names that `normaliseHost` would leave as they are match; it costs ten times as much. */
const PLAIN_NAME = /^(?:[a-z0-9_-]{1,63}\.)+[a-z]{2,63}$/;

const COMMENT = /^(?:[#!]|\[Adblock)/i;
/** `*.bad.example`, `.bad.example`, `||bad.example^`: other ways to say what the bare name says. */
const DRESS = /^(?:\|\||\*\.|\.)?(.*?)\^?$/s;

function isPlainName(text: string): boolean {
  return text.length <= NAME_CHARACTERS_MAX && PLAIN_NAME.test(text) && !text.includes('xn--');
}

/**
 * The hosts of a line: none for a blank one or a comment, one for a host in any of its spellings, one or more for a line of a
 * hosts file, whose address does not matter. Undefined when any part of the line is malformed.
 */
export function parseBlockListLine(line: string): readonly string[] | undefined {
  if (isPlainName(line)) return [line];
  const text = line.trim();
  if (text === '' || COMMENT.test(text)) return NOTHING;
  const words = text
    .replace(/\s#.*$/s, '')
    .trim()
    .split(/\s+/);
  const [first = ''] = words;
  const isHostsFileLine = words.length > 1 && isIP(first) !== 0;
  if (words.length > 1 && !isHostsFileLine) return undefined;
  const hosts: string[] = [];
  for (const word of isHostsFileLine ? words.slice(1) : words) {
    const host = normaliseHost(isHostsFileLine ? word : (DRESS.exec(word)?.[1] ?? ''));
    if (host === undefined) return undefined;
    hosts.push(host);
  }
  return hosts;
}
