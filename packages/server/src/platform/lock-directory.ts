import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { OperatorError } from './operator-error.ts';

export class DirectoryInUse extends OperatorError {
  constructor(directory: string) {
    super(`another Proffer server is using ${directory}`);
    this.name = 'DirectoryInUse';
  }
}

/**
 * Holds a directory for this process, until it closes the lock or ends in any way: the lock is the operating system's, taken
 * through an empty SQLite file, so that a killed process leaves none behind as a file with a process id would.
 * Throws `DirectoryInUse`.
 */
export function lockDirectory(directory: string): { close(): void } {
  const database = new DatabaseSync(join(directory, 'server.lock'), { timeout: 0 });
  try {
    database.exec('begin exclusive');
  } catch {
    database.close();
    throw new DirectoryInUse(directory);
  }
  return { close: () => database.close() };
}
