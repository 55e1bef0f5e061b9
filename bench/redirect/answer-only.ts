import { type Running, startServer } from '../measure/server.ts';

/** The peer that only answers. */
export function startAnswerOnly(port: number): Promise<Running> {
  const script = new URL('./answer-only-server.ts', import.meta.url).pathname;
  return startServer({ command: [process.execPath, script], port, path: '/any', env: { PORT: String(port) } });
}
