import type { PlainRequest } from './plain-request.ts';

/** What the head of a request says, and where it ends. */
export type PlainHead = Omit<PlainRequest, 'socket'> & { readonly end: number };

/** Half of what node:http takes: what is longer is for it to judge. */
const HEAD_CHARACTERS_MAX = 8_192;

// Only what every reader of HTTP reads alike. Wider than this is node:http's: other methods and spellings of the address, bytes
// outside ASCII, folded lines, blanks around a value, bare line feeds, a head that has not arrived as a whole.
const HEAD =
  /(GET|HEAD) (\/[\w\-.~!$&'()*+,;=:@/?%]*) HTTP\/1\.1\r\n((?:[A-Za-z0-9_-]+: [!-~](?:[ -~]*[!-~])?\r\n)+)\r\n/y;

/** Headers that say more than "one request without a body, and another may follow". */
const NOT_PLAIN: ReadonlySet<string> = new Set([
  ...['content-length', 'transfer-encoding', 'connection', 'proxy-connection', 'upgrade', 'expect', 'te', 'trailer'],
]);
const NOT_PLAIN_LENGTHS: ReadonlySet<number> = new Set(Array.from(NOT_PLAIN, (name) => name.length));

function isPlain(name: string, value: string): boolean {
  if (!NOT_PLAIN_LENGTHS.has(name.length)) return true;
  const lowerCase = name.toLowerCase();
  return !NOT_PLAIN.has(lowerCase) || (lowerCase === 'connection' && value.toLowerCase() === 'keep-alive');
}

const isHost = (name: string): boolean => name.length === 4 && name.toLowerCase() === 'host';

/** The headers in `fields`, each `Name: value` and a line break; undefined when they are not those of a plain request. */
function readFields(fields: string): Pick<PlainHead, 'host' | 'rawHeaders'> | undefined {
  const rawHeaders: string[] = [];
  let host: string | undefined;
  for (let at = 0; at < fields.length; ) {
    const colon = fields.indexOf(':', at);
    const end = fields.indexOf('\r', colon);
    const name = fields.slice(at, colon);
    const value = fields.slice(colon + 2, end);
    if (!isPlain(name, value)) return undefined;
    if (isHost(name)) {
      if (host !== undefined) return undefined;
      host = value;
    }
    rawHeaders.push(name, value);
    at = end + 2;
  }
  return host === undefined ? undefined : { host, rawHeaders };
}

/**
 * Reads one whole, plain `GET` or `HEAD` at `at` of what a client sent, one character a byte; undefined for anything else. What it accepts it
 * reads exactly as node:http does.
 */
export function readPlainRequest(text: string, at: number): PlainHead | undefined {
  HEAD.lastIndex = at;
  const match = HEAD.exec(text);
  if (match === null) return undefined;
  const [, method = '', target = '', fields = ''] = match;
  const end = HEAD.lastIndex;
  if (end - at > HEAD_CHARACTERS_MAX) return undefined;
  const read = readFields(fields);
  return (
    read && { method: method === 'HEAD' ? 'HEAD' : 'GET', target, host: read.host, rawHeaders: read.rawHeaders, end }
  );
}
