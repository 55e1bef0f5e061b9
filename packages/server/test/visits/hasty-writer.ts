import type { VisitWriter } from '../../src/visits/drain/visit-writer.ts';

/** `writer`, each of whose transactions has taken long already: it ends after what must be written at once. */
export function hastyWriter(writer: VisitWriter): VisitWriter {
  return {
    ...writer,
    transaction: (work) => writer.transaction((transaction) => work({ ...transaction, hasTakenLong: () => true })),
  };
}
