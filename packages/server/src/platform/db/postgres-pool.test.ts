import { expect, it } from 'vitest';
import { createPostgresPool } from './postgres-pool.ts';

it.each([
  ['postgres://db.example/proffer', 2_000],
  ['postgres://db.example/proffer?connect_timeout=30', 30_000],
  ['postgres://db.example/proffer?connect_timeout=0', 2_000],
  ['postgres://db.example/proffer?connect_timeout=soon', 2_000],
  ['postgres:///proffer?host=/var/run/postgresql&connect_timeout=5', 5_000],
])('a connection to %s is waited for %i ms', async (url, expected) => {
  const pool = createPostgresPool(url, () => {});
  expect(pool.options.connectionTimeoutMillis).toBe(expected);
  await pool.end();
});
