/** What a code means on the wire. Status is data on the code; no switch anywhere maps one to the other. */
export type ErrorCode = { readonly code: string; readonly status: number };

type Details = {
  /** For the log only. */
  readonly internal?: string;
  readonly cause?: unknown;
  /** Extra response headers, e.g. `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>;
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

  constructor(code: ErrorCode, publicMessage: string, details: Details = {}) {
    super(publicMessage, { cause: details.cause });
    this.name = 'AppError';
    this.code = code.code;
    this.status = code.status;
    this.internal = details.internal;
    this.headers = details.headers ?? {};
  }
}
