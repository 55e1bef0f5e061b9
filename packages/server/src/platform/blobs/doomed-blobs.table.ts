declare module '../db/tables.ts' {
  interface Database {
    doomed_blobs: DoomedBlobTable;
  }
}

/** Bytes that are removed from the blob store once `due_at` (Unix ms) has come, unless the row is gone by then. */
export type DoomedBlobTable = { key: string; due_at: number };
