declare module '../platform/db/tables.ts' {
  interface Database {
    day_salts: DaySaltTable;
  }
}

/** `day`: `2026-11-21` in UTC. `salt`: 32 random bytes, sealed. */
export type DaySaltTable = { day: string; salt: Uint8Array };
