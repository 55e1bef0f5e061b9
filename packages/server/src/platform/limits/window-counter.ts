/** How often a key was counted in its present window, and when that window ends. */
export type WindowCount = { readonly count: number; readonly resetAtMs: number };

/** Counts by key, in windows that begin with the first count and end `perSeconds` later. */
export type WindowCounter = {
  add(key: string, perSeconds: number): Promise<WindowCount>;
  /** Undoes one `add` of the same window. */
  takeBack(key: string, perSeconds: number): Promise<void>;
};
