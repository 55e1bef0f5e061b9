import { onTestFailed } from 'vitest';
import type { ServerProcess } from '../harness/server-process.ts';

const CHARACTERS_MAX = 4_000;

/** When this test fails, shows the end of what `server` has written until then. To be called inside a test. */
export function showLogsOnFailure(server: () => ServerProcess): void {
  onTestFailed(() => {
    const { pid, logs } = server();
    process.stderr.write(`The last words of server ${pid}:\n${logs().slice(-CHARACTERS_MAX)}\n`);
  });
}
