/** Coarse on purpose: whoever may see it could otherwise use this server to look around its network. */
export type EgressFailure = 'blocked address' | 'no answer' | 'timed out' | 'too large';

/** Why a request of this server's own got no answer that counts. `cause` is for nobody but the log. */
export class EgressError extends Error {
  readonly failure: EgressFailure;

  constructor(failure: EgressFailure, cause?: unknown) {
    super(failure, { cause });
    this.name = 'EgressError';
    this.failure = failure;
  }
}
