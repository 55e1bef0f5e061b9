declare module '../db/tables.ts' {
  interface Database {
    instance: InstanceTable;
  }
}

/** Facts of the installation, by name. */
export type InstanceTable = { name: string; value: Uint8Array };
