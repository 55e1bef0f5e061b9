import { closeSync, fdatasyncSync, openSync } from 'node:fs';
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { openSqlite } from '../../platform/db/sqlite-connection.ts';
import type { SegmentName } from '../journal/segment-name.ts';
import { ownerSql } from './owner-sql.ts';
import type { SpanKey } from './span-key.ts';
import type { VisitEventKind } from './visit-events.ts';
import type {
  DayRollUp,
  NumberedSubject,
  Progress,
  SpanRollUp,
  StoredVisit,
  SubjectClicks,
  SubjectOwner,
  VisitorHours,
  VisitTransaction,
  VisitWriter,
} from './visit-writer.ts';

const PAGE_CACHE_KIB = 16_384;

type Row = Record<string, SQLOutputValue>;

const bytesOf = (value: SQLOutputValue | undefined): Uint8Array => {
  if (value instanceof Uint8Array) return value;
  throw new TypeError('a roll-up is not stored as bytes');
};

function parseSubject(row: Row | undefined): NumberedSubject | undefined {
  if (row === undefined) return undefined;
  return {
    number: Number(row.number),
    clicks: Number(row.clicks),
    firstAtMs: Number(row.first_at),
    lastAtMs: Number(row.last_at),
    openDay: row.open_day === null ? null : Number(row.open_day),
  };
}

/** Reads and writes the rows of `table`, which are by `column` and subject. */
function spanRollUps(database: DatabaseSync, table: string, column: string) {
  const select = database.prepare(`select counts from ${table} where ${column} = ? and subject = ?`);
  const insert = database.prepare(`insert into ${table} (${column}, subject, counts) values (?, ?, ?)
    on conflict do update set counts = excluded.counts`);
  return {
    async read(keys: readonly SpanKey[]) {
      return keys.map(({ start, subject }): SpanRollUp | undefined => {
        const row = select.get(start, subject);
        return row && { counts: bytesOf(row.counts) };
      });
    },
    async save(rows: readonly (SpanKey & SpanRollUp)[]) {
      for (const { start, subject, counts } of rows) insert.run(start, subject, counts);
    },
  };
}

/** Statements run on the drain's own thread, so they may as well be synchronous; batches of rows share prepared ones. */
export function openSqliteVisitWriter(file: string): VisitWriter {
  const database = openSqlite(file, { readOnly: false, durability: 'normal' });
  database.exec(`pragma cache_size = -${PAGE_CACHE_KIB}`);
  const sql = {
    drainedBytes: database.prepare('select drained_bytes from journal_segments where writer = ? and number = ?'),
    saveProgress: database.prepare(`insert into journal_segments (writer, number, drained_bytes) values (?, ?, ?)
      on conflict do update set drained_bytes = excluded.drained_bytes`),
    forgetSegment: database.prepare('delete from journal_segments where writer = ? and number <= ?'),
    numberOf: database.prepare('select number from visit_values where value = ?'),
    addValue: database.prepare('insert into visit_values (value) values (?) returning number'),
    addClicks: database.prepare(`insert into visit_subjects (subject_id, clicks, first_at, last_at, oldest_visit_at)
      values (?1, ?2, ?3, ?4, ?3)
      on conflict (subject_id) do update set clicks = clicks + ?2, first_at = min(first_at, ?3),
        last_at = max(last_at, ?4), oldest_visit_at = min(coalesce(oldest_visit_at, ?3), ?3)
      where forgotten_at is null returning number, clicks, first_at, last_at, open_day`),
    visitor: database.prepare(
      'select hours, people_hours from visit_visitors where day = ? and subject = ? and visitor = ?',
    ),
    addVisitor: database.prepare(`insert into visit_visitors (day, subject, visitor, hours, people_hours)
      values (?, ?, ?, ?, ?) on conflict do nothing`),
    saveVisitor: database.prepare(
      'update visit_visitors set hours = ?, people_hours = ? where day = ? and subject = ? and visitor = ?',
    ),
    day: database.prepare('select quarters, counts from visit_days where day = ? and subject = ?'),
    saveDay: database.prepare(`insert into visit_days (day, subject, quarters, counts) values (?, ?, ?, ?)
      on conflict do update set quarters = excluded.quarters, counts = excluded.counts`),
    saveOpenDay: database.prepare('update visit_subjects set open_day = ? where number = ?'),
    addVisit: database.prepare(`insert into visits
      (subject, at, ordinal, address, user_agent, referrer, country, region, device, browser, os, bot)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`),
    listenedTypes: database.prepare('select distinct type from event_listeners'),
    takeSequence: database.prepare(`insert into event_heads (workspace_id, events, entries, hash) values (?1, ?2, 0, '')
      on conflict (workspace_id) do update set events = events + ?2 returning events`),
    addEvent: database.prepare(`insert into events
      (workspace_id, sequence, id, livemode, type, subject_id, data, created_at) values (?, ?, ?, ?, ?, ?, ?, ?)`),
  };
  const quarters = spanRollUps(database, 'visit_quarters', 'quarter');
  const fortnights = spanRollUps(database, 'visit_fortnights', 'fortnight');
  const prepareOwner = (kind: VisitEventKind) => database.prepare(ownerSql(kind, '?1', '?2'));

  async function drainedBytes(segments: readonly SegmentName[]): Promise<(number | undefined)[]> {
    return segments.map(({ writer, number }) => {
      const row = sql.drainedBytes.get(writer, number);
      return row === undefined ? undefined : Number(row.drained_bytes);
    });
  }

  const transaction: VisitTransaction = {
    drainedBytes,
    async saveProgress(progress: readonly Progress[]) {
      for (const { writer, number, drainedBytes } of progress) sql.saveProgress.run(writer, number, drainedBytes);
    },
    async addClicks(subjects: readonly SubjectClicks[]) {
      return subjects.map(({ subjectId, clicks, firstAtMs, lastAtMs }) =>
        parseSubject(sql.addClicks.get(subjectId, clicks, firstAtMs, lastAtMs)),
      );
    },
    async meetVisitors(visitors) {
      // Most are new: they are not looked for first.
      return visitors.map(({ day, subject, visitor, hours, peopleHours }): VisitorHours | undefined => {
        if (sql.addVisitor.run(day, subject, visitor, hours, peopleHours).changes === 1) return undefined;
        const row = sql.visitor.get(day, subject, visitor);
        return row && { hours: Number(row.hours), peopleHours: Number(row.people_hours) };
      });
    },
    async saveVisitorHours(visitors) {
      for (const { day, subject, visitor, hours, peopleHours } of visitors) {
        sql.saveVisitor.run(hours, peopleHours, day, subject, visitor);
      }
    },
    async days(keys: readonly SpanKey[]) {
      return keys.map(({ start, subject }): DayRollUp | undefined => {
        const row = sql.day.get(start, subject);
        return row && { quarters: bytesOf(row.quarters), counts: bytesOf(row.counts) };
      });
    },
    async saveDays(days) {
      for (const { start, subject, quarters, counts } of days) sql.saveDay.run(start, subject, quarters, counts);
    },
    quarters: quarters.read,
    saveQuarters: quarters.save,
    fortnights: fortnights.read,
    saveFortnights: fortnights.save,
    async saveOpenDays(openDays) {
      for (const { subject, openDay } of openDays) sql.saveOpenDay.run(openDay, subject);
    },
    async listenedTypes() {
      return sql.listenedTypes.all().map(({ type }) => String(type));
    },
    async listeningOwners(kind, subjectIds) {
      const owner = prepareOwner(kind);
      return subjectIds.map((id): SubjectOwner | undefined => {
        const row = owner.get(id, kind.type);
        return row && { workspaceId: String(row.workspace_id), livemode: Number(row.livemode) === 1 };
      });
    },
    async takeSequence(workspaceId, events) {
      return Number(sql.takeSequence.get(workspaceId, events)?.events);
    },
    async addEvents(events) {
      for (const event of events) {
        const { workspace_id, sequence, id, livemode, type, subject_id, data, created_at } = event;
        sql.addEvent.run(workspace_id, sequence, id, livemode, type, subject_id, data, created_at);
      }
    },
    async addVisits(visits: readonly StoredVisit[]) {
      for (const visit of visits) {
        sql.addVisit.run(
          visit.subject,
          visit.atMs,
          visit.ordinal,
          visit.address,
          visit.userAgent,
          visit.referrer,
          visit.country,
          visit.region,
          visit.device,
          visit.browser,
          visit.os,
          visit.bot,
        );
      }
    },
  };

  return {
    drainedBytes,
    async numberValues(values) {
      return values.map((value) => Number((sql.numberOf.get(value) ?? sql.addValue.get(value))?.number));
    },
    async transaction(work) {
      database.exec('begin immediate');
      try {
        await work(transaction);
        database.exec('commit');
      } catch (error) {
        // SQLite has rolled back by itself after some failures, a full disk among them.
        if (database.isTransaction) database.exec('rollback');
        throw error;
      }
    },
    async flush() {
      // What is not in the write-ahead log any more has been flushed by a checkpoint. The log is no file that SQLite locks, so
      // closing it here lets go of no lock.
      const log = openSync(`${file}-wal`, 'r+');
      try {
        fdatasyncSync(log);
      } finally {
        closeSync(log);
      }
    },
    async forgetSegment({ writer, number }) {
      sql.forgetSegment.run(writer, number);
    },
    async close() {
      database.close();
    },
  };
}
