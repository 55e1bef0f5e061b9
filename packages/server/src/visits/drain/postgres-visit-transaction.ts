import type pg from 'pg';
import type { SegmentName } from '../journal/segment-name.ts';
import type { JournalSegmentTable } from '../visits.table.ts';
import { ownerSql } from './owner-sql.ts';
import { type Progress, progressIn } from './progress.ts';
import type {
  DayRollUp,
  QuarterRollUp,
  SpanRollUp,
  SpanRows,
  SubjectOwner,
  SubjectTotals,
  VisitorHours,
  VisitTransaction,
} from './visit-writer.ts';

/** The drains of other nodes wait meanwhile. */
const TRANSACTION_MS_MAX = 500;

export type Queryable = Pick<pg.ClientBase | pg.Pool, 'query'>;

// pg leaves the type of rows to the caller; each statement here names the columns it returns.
type Ordered<T> = T & { readonly position: number };

/** One array for each column, as unnest() takes them. */
function columns<T>(rows: readonly T[], ...names: readonly (keyof T)[]): unknown[][] {
  return names.map((name) => rows.map((row) => row[name]));
}

/** Runs a read whose rows name the position (from 1) of what they answer. */
async function readInOrder<T>(
  client: Queryable,
  text: string,
  parameters: unknown[][],
): Promise<(Ordered<T> | undefined)[]> {
  const { rows } = await client.query<Ordered<T>>(text, parameters);
  const answers = new Array<Ordered<T> | undefined>(parameters[0]?.length ?? 0);
  for (const row of rows) answers[row.position - 1] = row;
  return answers;
}

const EVENT_COLUMNS = [
  'workspace_id',
  'sequence',
  'id',
  'livemode',
  'type',
  'subject_id',
  'data',
  'created_at',
] as const;

type ProgressRow = Pick<JournalSegmentTable, 'drained_bytes' | 'batch_bytes' | 'batch_subject'>;

export async function readProgress(
  client: Queryable,
  segments: readonly SegmentName[],
): Promise<(Progress | undefined)[]> {
  const rows = await readInOrder<ProgressRow>(
    client,
    `select position, drained_bytes, batch_bytes, batch_subject
     from unnest($1::text[], $2::int[]) with ordinality as asked (writer, number, position)
     join journal_segments using (writer, number)`,
    columns(segments, 'writer', 'number'),
  );
  return rows.map((row) => row && progressIn([row.drained_bytes, row.batch_bytes, row.batch_subject]));
}

/** A column, and what it is called in a roll-up. */
type SpanColumn<T> = {
  readonly column: string;
  readonly type: 'bytea' | 'bigint';
  readonly property: keyof T & string;
};

const COUNTS = { column: 'counts', type: 'bytea', property: 'counts' } as const;

/** Reads and writes the rows of `table`, which are by `key` and subject. */
function spanRows<T>(client: Queryable, table: string, key: string, values: readonly SpanColumn<T>[]): SpanRows<T> {
  const names = values.map(({ column }) => column).join(', ');
  const selected = values.map(({ column, property }) => `${column} as "${property}"`).join(', ');
  const arrays = values.map(({ type }, index) => `$${index + 3}::${type}[]`).join(', ');
  const replaced = values.map(({ column }) => `${column} = excluded.${column}`).join(', ');
  return {
    read: (keys) =>
      readInOrder<T>(
        client,
        `select position, ${selected} from unnest($1::int[], $2::bigint[]) with ordinality as asked (${key}, subject, position)
         join ${table} using (${key}, subject)`,
        columns(keys, 'start', 'subject'),
      ),
    async save(rows) {
      await client.query(
        `insert into ${table} (${key}, subject, ${names}) select * from unnest($1::int[], $2::bigint[], ${arrays})
         on conflict (${key}, subject) do update set ${replaced}`,
        columns(rows, 'start', 'subject', ...values.map(({ property }) => property)),
      );
    },
  };
}

/** The statements of a transaction that begins now. */
export function createPostgresTransaction(client: Queryable): VisitTransaction {
  const startedMs = performance.now();
  const days = spanRows<DayRollUp>(client, 'visit_days', 'day', [
    { column: 'quarters', type: 'bytea', property: 'quarters' },
    COUNTS,
  ]);
  const quarters = spanRows<QuarterRollUp>(client, 'visit_quarters', 'quarter', [
    COUNTS,
    { column: 'last_batch', type: 'bigint', property: 'lastBatch' },
  ]);
  const fortnights = spanRows<SpanRollUp>(client, 'visit_fortnights', 'fortnight', [COUNTS]);
  return {
    hasTakenLong: () => performance.now() - startedMs > TRANSACTION_MS_MAX,
    progress: (segments) => readProgress(client, segments),
    async saveProgress(progress) {
      const rows = progress.map(({ begun, ...rest }) => ({
        ...rest,
        batchBytes: begun?.toBytes ?? null,
        batchSubject: begun?.lastSubject ?? null,
      }));
      await client.query(
        `insert into journal_segments (writer, number, drained_bytes, batch_bytes, batch_subject)
         select * from unnest($1::text[], $2::int[], $3::bigint[], $4::bigint[], $5::bigint[])
         on conflict (writer, number) do update set drained_bytes = excluded.drained_bytes,
           batch_bytes = excluded.batch_bytes, batch_subject = excluded.batch_subject`,
        columns(rows, 'writer', 'number', 'drainedBytes', 'batchBytes', 'batchSubject'),
      );
    },
    async addClicks(subjects) {
      const { rows } = await client.query<SubjectTotals & { number: number }>(
        `update visit_subjects as known set clicks = known.clicks + added.clicks,
           first_at = least(known.first_at, added.first_at), last_at = greatest(known.last_at, added.last_at)
         from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[]) as added (number, clicks, first_at, last_at)
         where known.number = added.number and known.forgotten_at is null
         returning known.number, known.clicks, known.first_at as "firstAtMs", known.last_at as "lastAtMs",
           known.open_day as "openDay"`,
        columns(subjects, 'subject', 'clicks', 'firstAtMs', 'lastAtMs'),
      );
      const totals = new Map<number, SubjectTotals>(rows.map((row) => [row.number, row]));
      return subjects.map(({ subject }) => totals.get(subject));
    },
    async meetVisitors(visitors) {
      const rows = await readInOrder<{ hours: number; people_hours: number }>(
        client,
        `select position, hours, people_hours
         from unnest($1::int[], $2::bigint[], $3::bigint[]) with ordinality as asked (day, subject, visitor, position)
         join visit_visitors using (day, subject, visitor)`,
        columns(visitors, 'day', 'subject', 'visitor'),
      );
      const fresh = visitors.filter((_, index) => rows[index] === undefined);
      if (fresh.length > 0) {
        await client.query(
          `insert into visit_visitors (day, subject, visitor, hours, people_hours)
           select * from unnest($1::int[], $2::bigint[], $3::bigint[], $4::int[], $5::int[])`,
          columns(fresh, 'day', 'subject', 'visitor', 'hours', 'peopleHours'),
        );
      }
      return rows.map((row): VisitorHours | undefined => row && { hours: row.hours, peopleHours: row.people_hours });
    },
    async saveVisitorHours(visitors) {
      await client.query(
        `update visit_visitors set hours = saved.hours, people_hours = saved.people_hours
         from unnest($1::int[], $2::bigint[], $3::bigint[], $4::int[], $5::int[]) as saved (day, subject, visitor, hours, people_hours)
         where (visit_visitors.day, visit_visitors.subject, visit_visitors.visitor) = (saved.day, saved.subject, saved.visitor)`,
        columns(visitors, 'day', 'subject', 'visitor', 'hours', 'peopleHours'),
      );
    },
    days,
    quarters,
    fortnights,
    async saveOpenDays(openDays) {
      await client.query(
        `update visit_subjects set open_day = saved.open_day from unnest($1::bigint[], $2::int[]) as saved (number, open_day)
         where visit_subjects.number = saved.number`,
        columns(openDays, 'subject', 'openDay'),
      );
    },
    async listenedTypes() {
      const { rows } = await client.query<{ type: string }>('select distinct type from event_listeners');
      return rows.map(({ type }) => type);
    },
    async listeningOwners(kind, subjectIds) {
      const rows = await readInOrder<{ workspace_id: string; livemode: number }>(
        client,
        `select position, owner.workspace_id, owner.livemode from unnest($1::text[]) with ordinality as asked (subject_id, position)
         cross join lateral (${ownerSql(kind, 'asked.subject_id', `'${kind.type}'`)}) as owner`,
        [[...subjectIds]],
      );
      return rows.map((row): SubjectOwner | undefined =>
        row === undefined ? undefined : { workspaceId: row.workspace_id, livemode: row.livemode === 1 },
      );
    },
    async takeSequence(workspaceId, events) {
      const { rows } = await client.query<{ events: number }>(
        `insert into event_heads as head (workspace_id, events, entries, hash) values ($1, $2, 0, '')
         on conflict (workspace_id) do update set events = head.events + excluded.events returning events`,
        [workspaceId, events],
      );
      return rows[0]?.events ?? Number.NaN;
    },
    async addEvents(events) {
      await client.query(
        `insert into events (${EVENT_COLUMNS.join(', ')}) select * from unnest($1::text[], $2::bigint[], $3::text[], $4::smallint[],
           $5::text[], $6::text[], $7::bytea[], $8::bigint[])`,
        columns(events, ...EVENT_COLUMNS),
      );
    },
    async takeBatches(count) {
      const { rows } = await client.query<{ last_number: number }>(
        `insert into visit_batches as known (id, last_number) values (1, $1)
         on conflict (id) do update set last_number = known.last_number + excluded.last_number returning last_number`,
        [count],
      );
      return (rows[0]?.last_number ?? Number.NaN) - count + 1;
    },
    async addChunks(chunks) {
      await client.query(
        `insert into visit_chunks (quarter, batch, subject, previous, first_at, last_at, visits)
         select * from unnest($1::int[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[],
           $7::bytea[])`,
        columns(chunks, 'quarter', 'batch', 'subject', 'previous', 'firstAtMs', 'lastAtMs', 'visits'),
      );
    },
  };
}
