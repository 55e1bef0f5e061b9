import type { Log } from '../../platform/log.ts';
import type { DrainReport, LogLevelName } from './drain-protocol.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A log whose lines are written by the main thread, which knows the level and owns the output. */
export function createForwardingLog(tell: (report: DrainReport) => void, always: Fields = {}): Log {
  const forward = (level: LogLevelName) => (fields: Fields, message: string) =>
    tell({ kind: 'log', level, fields: { ...always, ...fields }, message });
  return {
    debug: forward('debug'),
    info: forward('info'),
    warn: forward('warn'),
    error: forward('error'),
    child: (fields) => createForwardingLog(tell, { ...always, ...fields }),
  };
}
