import type pg from 'pg';
import type { SegmentName } from '../journal/segment-name.ts';
import { ownerSql } from './owner-sql.ts';
import type { SpanKey } from './span-key.ts';
import type {
  DayRollUp,
  NumberedSubject,
  QuarterRollUp,
  SpanRollUp,
  SubjectOwner,
  VisitorHours,
  VisitTransaction,
} from './visit-writer.ts';

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

export async function readDrainedBytes(
  client: Queryable,
  segments: readonly SegmentName[],
): Promise<(number | undefined)[]> {
  const rows = await readInOrder<{ drained_bytes: number }>(
    client,
    `select position, drained_bytes from unnest($1::text[], $2::int[]) with ordinality as asked (writer, number, position)
     join journal_segments using (writer, number)`,
    columns(segments, 'writer', 'number'),
  );
  return rows.map((row) => row?.drained_bytes);
}

/** A column, and what it is called in a roll-up. */
type SpanColumn<T> = {
  readonly column: string;
  readonly type: 'bytea' | 'bigint';
  readonly property: keyof T & string;
};

const COUNTS = { column: 'counts', type: 'bytea', property: 'counts' } as const;

/** Reads and writes the rows of `table`, which are by `key` and subject. */
function spanRows<T>(client: Queryable, table: string, key: string, values: readonly SpanColumn<T>[]) {
  const names = values.map(({ column }) => column).join(', ');
  const selected = values.map(({ column, property }) => `${column} as "${property}"`).join(', ');
  const arrays = values.map(({ type }, index) => `$${index + 3}::${type}[]`).join(', ');
  const replaced = values.map(({ column }) => `${column} = excluded.${column}`).join(', ');
  return {
    read: (keys: readonly SpanKey[]) =>
      readInOrder<T>(
        client,
        `select position, ${selected} from unnest($1::int[], $2::bigint[]) with ordinality as asked (${key}, subject, position)
         join ${table} using (${key}, subject)`,
        columns(keys, 'start', 'subject'),
      ),
    async save(rows: readonly (SpanKey & T)[]) {
      await client.query(
        `insert into ${table} (${key}, subject, ${names}) select * from unnest($1::int[], $2::bigint[], ${arrays})
         on conflict (${key}, subject) do update set ${replaced}`,
        columns(rows, 'start', 'subject', ...values.map(({ property }) => property)),
      );
    },
  };
}

export function createPostgresTransaction(client: Queryable): VisitTransaction {
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
    drainedBytes: (segments) => readDrainedBytes(client, segments),
    async saveProgress(progress) {
      await client.query(
        `insert into journal_segments (writer, number, drained_bytes) select * from unnest($1::text[], $2::int[], $3::bigint[])
         on conflict (writer, number) do update set drained_bytes = excluded.drained_bytes`,
        columns(progress, 'writer', 'number', 'drainedBytes'),
      );
    },
    async addClicks(subjects) {
      const { rows } = await client.query<NumberedSubject & { subject_id: string }>(
        `insert into visit_subjects as known (subject_id, clicks, first_at, last_at)
         select id, clicks, first_at, last_at
         from unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[]) as added (id, clicks, first_at, last_at)
         on conflict (subject_id) do update set clicks = known.clicks + excluded.clicks,
           first_at = least(known.first_at, excluded.first_at), last_at = greatest(known.last_at, excluded.last_at)
         where known.forgotten_at is null returning subject_id, number, clicks,
           first_at as "firstAtMs", last_at as "lastAtMs", open_day as "openDay"`,
        columns(subjects, 'subjectId', 'clicks', 'firstAtMs', 'lastAtMs'),
      );
      const numbered = new Map<string, NumberedSubject>(rows.map((row) => [row.subject_id, row]));
      return subjects.map((subject) => numbered.get(subject.subjectId));
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
    days: days.read,
    saveDays: days.save,
    quarters: quarters.read,
    saveQuarters: quarters.save,
    fortnights: fortnights.read,
    saveFortnights: fortnights.save,
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
