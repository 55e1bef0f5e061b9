/** One mail to one person. `html` says the same as `text`, for those who like it better. */
export type Mail = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
};

/**
 * Where mails go. `isConfigured` is false where the operator gave no mail server: then nothing is queued, and whoever wanted to send
 * has to say so and hand over the address by other means.
 */
export type Mailer = {
  readonly isConfigured: boolean;
  /** `id` makes the Message-ID, so that a mail sent twice after a crash is seen to be one. Rejects when it was not accepted. */
  deliver(id: string, mail: Mail): Promise<void>;
  /** Tells this process that mails may be waiting; it may be called before the transaction that queued them has ended. */
  wake(): void;
  /** The one listener: the job that sends. */
  onWake(listener: () => void): void;
  close(): void;
};
