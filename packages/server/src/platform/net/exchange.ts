import { type IncomingHttpHeaders, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction, type Socket } from 'node:net';
import { canonicalAddress } from './address.ts';
import { EgressError } from './egress-error.ts';

export type EgressRequest = {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
};

/** `body` as it came, at most 64 kB. Nothing asks for compression, and what is compressed all the same stays so. */
export type EgressResponse = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: Buffer };

const BODY_BYTES_MAX = 64 * 1024;
const HEADER_BYTES_MAX = 16 * 1024;

/** Answers with what was checked, so that no second look at the DNS can name another address. */
function lookupOf(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_host, options, callback) => {
    const [first] = found;
    if (options.all === true) callback(null, found);
    else if (first !== undefined) callback(null, first.address, first.family);
  };
}

type Dial = {
  readonly url: URL;
  /** What `url`'s host resolved to, or is. */
  readonly addresses: readonly string[];
  readonly signal: AbortSignal;
  /** Called when the request can be sent: connected, and with TLS agreed. */
  readonly onConnected: () => void;
};

/** One request on a connection of its own to one of `addresses`, and its whole answer. Rejects with whatever goes wrong. */
export function exchange(dial: Dial, { method = 'GET', headers = {}, body }: EgressRequest): Promise<EgressResponse> {
  const secure = dial.url.protocol === 'https:';
  const checked = new Set(dial.addresses.map(canonicalAddress));
  return new Promise((resolve, reject) => {
    const outgoing = (secure ? requestHttps : requestHttp)(dial.url, {
      method,
      headers: { ...headers, ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }) },
      // No agent keeps a connection for the next request, or takes a proxy from the environment.
      agent: false,
      lookup: lookupOf(dial.addresses),
      maxHeaderSize: HEADER_BYTES_MAX,
      signal: dial.signal,
    });
    const fail = (error: unknown): void => {
      reject(error);
      outgoing.destroy();
    };
    outgoing.on('socket', (socket: Socket) => {
      socket.prependOnceListener('connect', () => {
        if (!checked.has(canonicalAddress(socket.remoteAddress ?? ''))) fail(new EgressError('blocked address'));
      });
      socket.once(secure ? 'secureConnect' : 'connect', dial.onConnected);
    });
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = [];
      let sizeBytes = 0;
      incoming.on('data', (chunk: Buffer) => {
        sizeBytes += chunk.length;
        if (sizeBytes > BODY_BYTES_MAX) fail(new EgressError('too large'));
        else chunks.push(chunk);
      });
      incoming.on('end', () => {
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(chunks) });
      });
      incoming.on('error', fail);
    });
    outgoing.on('error', fail);
    outgoing.on('close', () => reject(new EgressError('no answer')));
    outgoing.end(body);
  });
}
