import { afterAll, beforeAll } from 'vitest';
import { type ServerProcess, startServer } from '../harness/server-process.ts';
import { type Browserless, setUp } from './browserless.ts';
import { PLENTY } from './follow-link.ts';

/** For a suite: a server without mail, and Ada, its first administrator, who is signed in. */
export function useAdministrator(): { readonly server: ServerProcess; readonly ada: Browserless } {
  let server: ServerProcess;
  let ada: Browserless;
  beforeAll(async () => {
    server = await startServer({ env: { PROFFER_LIMITS: PLENTY } });
    ada = await setUp(server);
  });
  afterAll(() => server.stop());
  return {
    get server() {
      return server;
    },
    get ada() {
      return ada;
    },
  };
}
