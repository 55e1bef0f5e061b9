import { pino } from 'pino';

type Fields = Readonly<Record<string, unknown>>;

/** One line of JSON per event. Fields never hold bodies, keys, passwords, destinations or full addresses. */
export type Log = {
  debug(fields: Fields, message: string): void;
  info(fields: Fields, message: string): void;
  warn(fields: Fields, message: string): void;
  error(fields: Fields, message: string): void;
  child(fields: Fields): Log;
};

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Writes each line before the next instruction, so that a crash keeps its own explanation. */
export function createLog(level: LogLevel, to: 'stdout' | 'stderr' = 'stdout'): Log {
  const destination = pino.destination({ fd: to === 'stdout' ? 1 : 2, sync: true });
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
}
