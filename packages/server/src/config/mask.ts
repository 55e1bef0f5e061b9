const MASKED = '***';

export function maskAll(): string {
  return MASKED;
}

/** Leaves of a database's address what helps to find a mistake, and takes its password, wherever that stands. */
export function maskPassword(address: string): string {
  const url = URL.parse(address);
  if (url === null) return MASKED;
  if (url.password !== '') url.password = MASKED;
  for (const name of url.searchParams.keys()) {
    if (/password/i.test(name)) url.searchParams.set(name, MASKED);
  }
  return url.href;
}
