import type { Selectable } from 'kysely';

declare module '../db/tables.ts' {
  interface Database {
    event_heads: EventHeadTable;
    events: EventTable;
    audit_entries: AuditEntryTable;
    event_listeners: EventListenerTable;
  }
}

/** How far a workspace has come. Whoever writes an event or an entry holds this row until its transaction ends. */
export type EventHeadTable = {
  workspace_id: string;
  /** The `sequence` of its last event. */
  events: number;
  /** The `number` of its last audit entry, and that entry's hash. */
  entries: number;
  hash: string;
};

/** `sequence` counts the events of a workspace without gaps, in the order in which they become visible; `data` is sealed JSON. */
export type EventTable = {
  workspace_id: string;
  sequence: number;
  id: string;
  livemode: number;
  type: string;
  subject_id: string;
  data: Uint8Array;
  created_at: number;
};

export type EventRow = Selectable<EventTable>;

/**
 * `hash` covers the hash before it and every column but `summary`, which is sealed, and for which `summary_fingerprint` stands: so
 * what an entry says of a person can be erased (null) while the chain holds.
 */
export type AuditEntryTable = {
  workspace_id: string;
  number: number;
  livemode: number;
  type: string;
  subject_id: string;
  event_id: string | null;
  actor_kind: string;
  actor_id: string | null;
  address: string | null;
  summary: Uint8Array | null;
  summary_fingerprint: string;
  at: number;
  hash: string;
};

export type AuditEntryRow = Selectable<AuditEntryTable>;

/** Who waits for events of a type that are too many to be written when nobody does, such as clicks. */
export type EventListenerTable = { workspace_id: string; livemode: number; type: string; listener_id: string };
