declare module '../../platform/db/tables.ts' {
  interface Database {
    share_answers: ShareAnswerTable;
  }
}

/** What visitors have chosen in a component that keeps answers, one each; `visitor` is a hash. They go with their share. */
export type ShareAnswerTable = { share_id: string; visitor: string; choice: number; created_at: number };
