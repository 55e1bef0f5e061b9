/** What people are told of a share beside its content. */
export type ShareFacts = {
  /** The path of the page, such as `/s/4Rk2…`; what belongs to it lies below. */
  readonly address: string;
  readonly expiresAtMs: number | null;
  /** Undefined for a share that may be seen as often as anybody likes. */
  readonly views: { readonly used: number; readonly max: number } | undefined;
};

/** What was wrong with the password that came before. */
export type PasswordProblem =
  | { readonly kind: 'wrong' }
  | { readonly kind: 'too-many'; readonly retryAfterSeconds: number };

/** What stands where the content will be; a `card` for robots that draw one. */
export type ShareCover =
  | { readonly kind: 'card'; readonly facts: ShareFacts }
  | { readonly kind: 'reveal'; readonly facts: ShareFacts }
  | { readonly kind: 'password'; readonly facts: ShareFacts; readonly problem: PasswordProblem | undefined };

/** `again`: this browser may load the content again for some minutes, and nobody who has only the address. */
type Shown = { readonly facts: ShareFacts; readonly again: boolean };

/** The content, as it is shown. */
export type ShareContentPage = Shown &
  /** `html`: in UTF-8, of the renderer of texts. */
  (
    | { readonly kind: 'text'; readonly html: Uint8Array }
    /** `host`: whose picture it is; undefined for one that this server keeps. */
    | { readonly kind: 'image'; readonly source: string; readonly host: string | undefined }
    | { readonly kind: 'interactive'; readonly component: string }
  );

export type SharePage = ShareCover | ShareContentPage;
