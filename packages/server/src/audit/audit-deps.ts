import type { Sealer } from '../platform/crypto/seal.ts';
import type { Db } from '../platform/db/engine.ts';

/** What reading the audit needs. */
export type AuditDeps = { readonly db: Db; readonly sealer: Sealer };
