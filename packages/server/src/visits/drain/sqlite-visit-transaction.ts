import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { bytesIn, numberIn, prepareRow, type SqliteRow } from '../../platform/db/sqlite-row.ts';
import type { SegmentName } from '../journal/segment-name.ts';
import { ownerSql } from './owner-sql.ts';
import { type Progress, progressIn } from './progress.ts';
import type {
  DayRollUp,
  QuarterRollUp,
  SpanRollUp,
  SpanRows,
  SubjectClicks,
  SubjectOwner,
  SubjectTotals,
  VisitorHours,
  VisitTransaction,
} from './visit-writer.ts';

type SpanColumns<T> = {
  readonly names: readonly string[];
  readonly parse: (values: SqliteRow) => T;
  readonly values: (row: T) => readonly SQLInputValue[];
};

/** Reads and writes the rows of `table`, which are by `key` and subject. */
function spanRows<T>(
  database: DatabaseSync,
  table: string,
  key: string,
  { names, parse, values }: SpanColumns<T>,
): SpanRows<T> {
  const list = names.join(', ');
  const select = prepareRow(database, `select ${list} from ${table} where ${key} = ? and subject = ?`);
  const insert = database.prepare(`insert into ${table} (${key}, subject, ${list})
    values (?, ?, ${names.map(() => '?').join(', ')})
    on conflict do update set ${names.map((name) => `${name} = excluded.${name}`).join(', ')}`);
  return {
    async read(keys) {
      return keys.map(({ start, subject }) => {
        const row = select.get(start, subject);
        return row && parse(row);
      });
    },
    async save(rows) {
      for (const row of rows) insert.run(row.start, row.subject, ...values(row));
    },
  };
}

/** The statements of a transaction of the drain, prepared once for all of them. */
export function createSqliteTransaction(database: DatabaseSync, hasTakenLong: () => boolean): VisitTransaction {
  const sql = {
    progress: prepareRow(
      database,
      'select drained_bytes, batch_bytes, batch_subject from journal_segments where writer = ? and number = ?',
    ),
    saveProgress:
      database.prepare(`insert into journal_segments (writer, number, drained_bytes, batch_bytes, batch_subject)
      values (?, ?, ?, ?, ?) on conflict do update set
      drained_bytes = excluded.drained_bytes, batch_bytes = excluded.batch_bytes, batch_subject = excluded.batch_subject`),
    subject: prepareRow(
      database,
      'select clicks, first_at, last_at, open_day, forgotten_at from visit_subjects where number = ?',
    ),
    saveSubject: database.prepare('update visit_subjects set clicks = ?, first_at = ?, last_at = ? where number = ?'),
    visitor: prepareRow(
      database,
      'select hours, people_hours from visit_visitors where day = ? and subject = ? and visitor = ?',
    ),
    addVisitor: database.prepare(`insert into visit_visitors (day, subject, visitor, hours, people_hours)
      values (?, ?, ?, ?, ?) on conflict do nothing`),
    saveVisitor: database.prepare(
      'update visit_visitors set hours = ?, people_hours = ? where day = ? and subject = ? and visitor = ?',
    ),
    saveOpenDay: database.prepare('update visit_subjects set open_day = ? where number = ?'),
    takeBatches: prepareRow(
      database,
      `insert into visit_batches (id, last_number) values (1, ?)
      on conflict (id) do update set last_number = last_number + excluded.last_number returning last_number`,
    ),
    addChunk: database.prepare(`insert into visit_chunks (quarter, batch, subject, previous, first_at, last_at, visits)
      values (?, ?, ?, ?, ?, ?, ?)`),
    listenedTypes: database.prepare('select distinct type from event_listeners'),
    takeSequence: prepareRow(
      database,
      `insert into event_heads (workspace_id, events, entries, hash) values (?1, ?2, 0, '')
      on conflict (workspace_id) do update set events = events + ?2 returning events`,
    ),
    addEvent: database.prepare(`insert into events
      (workspace_id, sequence, id, livemode, type, subject_id, data, created_at) values (?, ?, ?, ?, ?, ?, ?, ?)`),
  };

  const days = spanRows<DayRollUp>(database, 'visit_days', 'day', {
    names: ['quarters', 'counts'],
    parse: ([quarters, counts]) => ({ quarters: bytesIn(quarters), counts: bytesIn(counts) }),
    values: ({ quarters, counts }) => [quarters, counts],
  });
  const quarters = spanRows<QuarterRollUp>(database, 'visit_quarters', 'quarter', {
    names: ['counts', 'last_batch'],
    parse: ([counts, lastBatch]) => ({ counts: bytesIn(counts), lastBatch: numberIn(lastBatch) }),
    values: ({ counts, lastBatch }) => [counts, lastBatch],
  });
  const fortnights = spanRows<SpanRollUp>(database, 'visit_fortnights', 'fortnight', {
    names: ['counts'],
    parse: ([counts]) => ({ counts: bytesIn(counts) }),
    values: ({ counts }) => [counts],
  });

  // Looked for and then written: nobody else writes meanwhile, and an upsert that returns its row takes twice as long.
  function addClicks({ subject, clicks, firstAtMs, lastAtMs }: SubjectClicks): SubjectTotals | undefined {
    const row = sql.subject.get(subject);
    if (row === undefined) return undefined;
    const [before, first, last, openDay, forgottenAt] = row.map(numberIn);
    if (typeof forgottenAt === 'number') return undefined;
    const totals: SubjectTotals = {
      clicks: (before ?? 0) + clicks,
      firstAtMs: Math.min(first ?? firstAtMs, firstAtMs),
      lastAtMs: Math.max(last ?? lastAtMs, lastAtMs),
      openDay: openDay ?? null,
    };
    sql.saveSubject.run(totals.clicks, totals.firstAtMs, totals.lastAtMs, subject);
    return totals;
  }

  return {
    hasTakenLong,
    async progress(segments: readonly SegmentName[]) {
      return segments.map(({ writer, number }): Progress | undefined => {
        const row = sql.progress.get(writer, number);
        return row && progressIn(row.map(numberIn));
      });
    },
    async saveProgress(progress) {
      for (const { writer, number, drainedBytes, begun } of progress) {
        sql.saveProgress.run(writer, number, drainedBytes, begun?.toBytes ?? null, begun?.lastSubject ?? null);
      }
    },
    async addClicks(subjects) {
      return subjects.map(addClicks);
    },
    async meetVisitors(visitors) {
      // Most are new: they are not looked for first.
      return visitors.map(({ day, subject, visitor, hours, peopleHours }): VisitorHours | undefined => {
        if (sql.addVisitor.run(day, subject, visitor, hours, peopleHours).changes === 1) return undefined;
        const row = sql.visitor.get(day, subject, visitor);
        return row && { hours: Number(row[0]), peopleHours: Number(row[1]) };
      });
    },
    async saveVisitorHours(visitors) {
      for (const { day, subject, visitor, hours, peopleHours } of visitors) {
        sql.saveVisitor.run(hours, peopleHours, day, subject, visitor);
      }
    },
    days,
    quarters,
    fortnights,
    async saveOpenDays(openDays) {
      for (const { subject, openDay } of openDays) sql.saveOpenDay.run(openDay, subject);
    },
    async takeBatches(count) {
      return Number(sql.takeBatches.get(count)?.[0]) - count + 1;
    },
    async addChunks(chunks) {
      for (const { quarter, batch, subject, previous, firstAtMs, lastAtMs, visits } of chunks) {
        sql.addChunk.run(quarter, batch, subject, previous, firstAtMs, lastAtMs, visits);
      }
    },
    async listenedTypes() {
      return sql.listenedTypes.all().map(({ type }) => String(type));
    },
    async listeningOwners(kind, subjectIds) {
      const owner = prepareRow(database, ownerSql(kind, '?1', '?2'));
      return subjectIds.map((id): SubjectOwner | undefined => {
        const row = owner.get(id, kind.type);
        return row && { workspaceId: String(row[0]), livemode: row[1] === 1 };
      });
    },
    async takeSequence(workspaceId, events) {
      return Number(sql.takeSequence.get(workspaceId, events)?.[0]);
    },
    async addEvents(events) {
      for (const event of events) {
        const { workspace_id, sequence, id, livemode, type, subject_id, data, created_at } = event;
        sql.addEvent.run(workspace_id, sequence, id, livemode, type, subject_id, data, created_at);
      }
    },
  };
}
