import type { OperatorKey } from '../../accounts/index.ts';

const HEADINGS = ['ID', 'KIND', 'WORKSPACE', 'ENDS IN', 'STATE', 'LAST USED', 'NAME'];

const toDay = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);

function stateOf({ revokedAtMs, expiresAtMs }: OperatorKey['key'], nowMs: number): string {
  if (revokedAtMs !== null) return `revoked ${toDay(revokedAtMs)}`;
  if (expiresAtMs === null) return 'active';
  return `${expiresAtMs <= nowMs ? 'expired' : 'active until'} ${toDay(expiresAtMs)}`;
}

function toCells({ key, workspace }: OperatorKey, nowMs: number): string[] {
  const lastUsed = key.lastUsedAtMs === null ? 'never' : toDay(key.lastUsedAtMs);
  // The name comes last: it alone may hold characters that take no place or two.
  return [key.id, key.kind, workspace.handle, `…${key.last4}`, stateOf(key, nowMs), lastUsed, key.name ?? ''];
}

/** A table for people. */
export function describeKeys(keys: readonly OperatorKey[], nowMs: number): string {
  if (keys.length === 0) return 'There are no keys yet: "proffer keys create --kind live" makes one.';
  const lines = [HEADINGS, ...keys.map((key) => toCells(key, nowMs))];
  const widths = HEADINGS.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  return lines
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
