/** What a code means on the wire. Status is data on the code; no switch anywhere maps one to the other. */
export type ErrorCode = { readonly code: string; readonly status: number };

/** What who asks would have needed. `workspaceId`: where, when it is not the workspace of who asks. */
export type Refused = { readonly missing: string; readonly workspaceId?: string };

type Details = {
  /** For the log only. */
  readonly internal?: string;
  readonly cause?: unknown;
  /** Extra response headers, e.g. `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Of a caller who is known and may not do this: it is audited. */
  readonly refused?: Refused;
};

/**
 * A failure that the caller may know of. `message` is public: a sentence for people that names the field at fault.
 * Everything else that is thrown becomes a 500 with a fixed sentence.
 */
export class AppError extends Error {
  readonly code: string;
  readonly status: number;
  readonly internal: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly refused: Refused | undefined;

  constructor(code: ErrorCode, publicMessage: string, details: Details = {}) {
    super(publicMessage, { cause: details.cause });
    this.name = 'AppError';
    this.code = code.code;
    this.status = code.status;
    this.internal = details.internal;
    this.headers = details.headers ?? {};
    this.refused = details.refused;
  }
}
