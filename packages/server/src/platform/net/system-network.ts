import { lookup } from 'node:dns/promises';
import { networkInterfaces } from 'node:os';

/** Every address of a name as this machine sees it, the hosts file and search domains included. Rejects when there is none. */
export async function resolveAll(host: string): Promise<readonly string[]> {
  return (await lookup(host, { all: true })).map(({ address }) => address);
}

/** The addresses of this machine's network interfaces. */
export function interfaceAddresses(): readonly string[] {
  return Object.values(networkInterfaces()).flatMap((found) => (found ?? []).map(({ address }) => address));
}
