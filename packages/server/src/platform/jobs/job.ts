/** Work that recurs, done by one node at a time. It may be cut short at any moment and must bear to be done again. */
export type Job = {
  readonly name: string;
  /** From the end of one run to the start of the next. */
  readonly everyMs: number;
  /** Ends early when `signal` says so: this node stops, or has lost the job to another. A rejection is logged, and tried again. */
  run(signal: AbortSignal): Promise<void>;
};
