/**
 * How one API speaks on the wire: its envelopes and its codes. Handlers never build an envelope themselves.
 * `codeOf` translates the common codes of `kinds-of-failure.ts` into the API's own; unknown codes pass unchanged.
 */
export type Dialect = {
  readonly name: string;
  codeOf(code: string): string;
  error(code: string, message: string): unknown;
};
