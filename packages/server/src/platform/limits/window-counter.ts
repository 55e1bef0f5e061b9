/** How often a key was counted in its present window, and when that window ends. */
export type WindowCount = { readonly count: number; readonly resetAtMs: number };

/** Counts by key, in windows that begin with the first count and end `perSeconds` later. */
export type WindowCounter = {
  add(key: string, perSeconds: number): Promise<WindowCount>;
  /** Undoes one `add` of the same window. */
  takeBack(key: string, perSeconds: number): Promise<void>;
};

/** Whether such a window is the present one: not over, nor of a time before the clock was set back, when it would last too long. */
export function isPresent({ resetAtMs }: WindowCount, perSeconds: number, nowMs: number): boolean {
  return resetAtMs > nowMs && resetAtMs <= nowMs + perSeconds * 1_000;
}
