export { auditRoutes } from './audit.routes.ts';
export { allEntries } from './list-entries.ts';
export { type ChainReport, type KnownEntry, verifyAudit } from './verify-audit.ts';
export { EXPORT_FORMATS, writeEntries } from './write-entries.ts';
