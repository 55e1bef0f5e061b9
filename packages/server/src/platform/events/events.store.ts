import { CompiledQuery } from 'kysely';
import { type Db, type Engine, engineOf } from '../db/engine.ts';
import { CHAIN_START } from './audit-digest.ts';
import type { AuditEntryRow, EventHeadTable, EventRow } from './events.table.ts';

/** An audit entry and its event, without what only the database knows. `digest`: of the entry. */
export type Recorded = {
  readonly entry: Omit<AuditEntryRow, 'number' | 'hash'>;
  readonly digest: string;
  readonly event: Omit<EventRow, 'sequence'> | undefined;
};

const ENTRY_COLUMNS = [
  ...(['workspace_id', 'livemode', 'type', 'subject_id', 'event_id', 'actor_kind', 'actor_id', 'address'] as const),
  ...(['summary', 'summary_fingerprint', 'at'] as const),
];
const EVENT_COLUMNS = ['workspace_id', 'livemode', 'type', 'subject_id', 'id', 'data', 'created_at'] as const;

// Written out and not built: every change of every feature passes here, and building these took longer than running them.

const SHA256: Readonly<Record<Engine, (text: string) => string>> = {
  postgres: (text) => `encode(sha256(convert_to(${text}, 'UTF8')), 'hex')`,
  sqlite: (text) => `sha256_hex(${text})`,
};

/**
 * Takes the next numbers of a workspace, and with them its row until the transaction ends: events and entries become visible in the
 * order of their numbers, with no gap, and the chain cannot fork. Parameters: workspace, events, digest.
 */
function advanceWithEntry(engine: Engine): string {
  const [events, digest] = engine === 'postgres' ? ['cast($2 as bigint)', 'cast($3 as text)'] : ['?2', '?3'];
  const sha256 = SHA256[engine];
  return `insert into event_heads (workspace_id, events, entries, hash)
    values (${engine === 'postgres' ? '$1' : '?1'}, ${events}, 1, ${sha256(`'${CHAIN_START}' || ${digest}`)})
    on conflict (workspace_id) do update set events = event_heads.events + ${events}, entries = event_heads.entries + 1,
      hash = ${sha256(`event_heads.hash || ${digest}`)}
    returning events, entries, hash`;
}

/** A row whose other columns come from `head`; the number of its first parameter is `first`. */
const fromHead = (
  table: string,
  columns: readonly string[],
  numbers: Readonly<Record<string, string>>,
  first: number,
) =>
  `insert into ${table} (${[...columns, ...Object.keys(numbers)].join(', ')})
   select ${columns.map((_, index) => `$${first + index}`).join(', ')}, ${Object.values(numbers).join(', ')} from head`;

const HEAD_POSTGRES = advanceWithEntry('postgres');
const ENTRY_POSTGRES = fromHead('audit_entries', ENTRY_COLUMNS, { number: 'entries', hash: 'hash' }, 4);
const EVENT_POSTGRES = fromHead('events', EVENT_COLUMNS, { sequence: 'events' }, 4 + ENTRY_COLUMNS.length);
const ENTRY_ALONE_POSTGRES = `with head as (${HEAD_POSTGRES}) ${ENTRY_POSTGRES}`;
const ENTRY_AND_EVENT_POSTGRES = `with head as (${HEAD_POSTGRES}), entry as (${ENTRY_POSTGRES}) ${EVENT_POSTGRES}`;

/** One statement: others of the workspace wait until the transaction ends, and each statement is a way to the server and back. */
async function insertOnPostgres(db: Db, { entry, digest, event }: Recorded): Promise<void> {
  const parameters = [
    entry.workspace_id,
    event === undefined ? 0 : 1,
    digest,
    ...ENTRY_COLUMNS.map((name) => entry[name]),
  ];
  await db.executeQuery(
    event === undefined
      ? CompiledQuery.raw(ENTRY_ALONE_POSTGRES, parameters)
      : CompiledQuery.raw(ENTRY_AND_EVENT_POSTGRES, [...parameters, ...EVENT_COLUMNS.map((name) => event[name])]),
  );
}

const insertInto = (table: string, columns: readonly string[]) =>
  `insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`;

const HEAD_SQLITE = advanceWithEntry('sqlite');
const ENTRY_SQLITE = insertInto('audit_entries', [...ENTRY_COLUMNS, 'number', 'hash']);
const EVENT_SQLITE = insertInto('events', [...EVENT_COLUMNS, 'sequence']);

type Head = Omit<EventHeadTable, 'workspace_id'>;

async function insertOnSqlite(db: Db, { entry, digest, event }: Recorded): Promise<void> {
  const advance = CompiledQuery.raw(HEAD_SQLITE, [entry.workspace_id, event === undefined ? 0 : 1, digest]);
  // The columns that `returning` names.
  const [head] = (await db.executeQuery(advance)).rows as Head[];
  if (head === undefined) throw new Error('a statement that returns a row returned none');
  const values = [...ENTRY_COLUMNS.map((name) => entry[name]), head.entries, head.hash];
  await db.executeQuery(CompiledQuery.raw(ENTRY_SQLITE, values));
  if (event === undefined) return;
  const eventValues = [...EVENT_COLUMNS.map((name) => event[name]), head.events];
  await db.executeQuery(CompiledQuery.raw(EVENT_SQLITE, eventValues));
}

/** Writes the entry and the event under the next numbers of their workspace. */
export function insertRecorded(db: Db, recorded: Recorded): Promise<void> {
  return engineOf(db) === 'postgres' ? insertOnPostgres(db, recorded) : insertOnSqlite(db, recorded);
}
