/**
 * The type of the whole schema. Each feature adds its own tables from its `*.table.ts` by declaration merging, so that
 * this folder names no feature and every query is still checked against all tables:
 *
 *     declare module '../platform/db/tables.ts' { interface Database { links: LinkTable } }
 *
 * Portable column types only: text ids, integer milliseconds, 0/1 for yes and no, JSON as text, sealed bytes.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging, see above
export interface Database {}
