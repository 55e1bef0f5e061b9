/** A quota: `points` requests, counted from the first one on, until `perSeconds` have passed. */
export type Window = { readonly points: number; readonly perSeconds: number };
