import type { SealingKeys } from '../../platform/crypto/seal.ts';
import type { DatabaseLocation } from '../../platform/db/open-database.ts';
import type { VisitEventKind } from './visit-events.ts';

/** What the drain's thread is started with. */
export type DrainOptions = {
  readonly location: DatabaseLocation;
  /** Of SQLite: who else writes to the file; see `WaitingWriters`. */
  readonly waitingWriters: SharedArrayBuffer | undefined;
  readonly journalDirectory: string;
  readonly currentWriter: string;
  readonly ownHosts: readonly string[];
  /** What events are sealed with. A thread gets a copy of it, of plain bytes. */
  readonly sealing: SealingKeys;
  readonly eventKinds: readonly VisitEventKind[];
};

/** To the thread. Requests are numbered upwards; one is met when all that the journal held at that time is in the database. */
export type DrainCommand = { readonly kind: 'drain'; readonly request: number } | { readonly kind: 'close' };

export type LogLevelName = 'debug' | 'info' | 'warn' | 'error';

/**
 * From the thread. `drained` meets all requests up to its own; `failing` is told once and ends with the next `drained`.
 * `step`: something of a batch is done, of which nothing may be seen yet.
 */
export type DrainReport =
  | { readonly kind: 'drained'; readonly request: number }
  | { readonly kind: 'progress'; readonly pendingBytes: number; readonly writtenVisits: number }
  | { readonly kind: 'step' }
  | { readonly kind: 'failing' }
  | {
      readonly kind: 'log';
      readonly level: LogLevelName;
      readonly fields: Readonly<Record<string, unknown>>;
      readonly message: string;
    };
