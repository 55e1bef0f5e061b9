/** One file of an archive. `path` is relative, with slashes, and made of names that this server chose. */
export type RecordFile = { readonly path: string; readonly content: Uint8Array | string };

/** How many records of each kind there are, under names for people: `{"links":12,"clicks":3400}`. */
export type RecordCounts = Readonly<Record<string, number>>;

/**
 * What one feature keeps of a workspace. Every feature that stores anything of people has one, so that taking one's data along
 * and being forgotten reach all of it.
 */
export type RecordKeeper = {
  readonly name: string;
  count(workspaceId: string): Promise<RecordCounts>;
  /** Plain JSON, and bytes as they came. Of both modes. */
  export(workspaceId: string): AsyncIterable<RecordFile>;
  /** Deletes everything. May be cut short by `signal` or the end of the process, and is then called again. */
  erase(workspaceId: string, signal: AbortSignal): Promise<void>;
};
