/** A server that is being measured. */
export type Running = { readonly url: string; readonly pid: number; stop(): Promise<void> };

export type Variant = {
  readonly name: string;
  /** Links that exist, and that the load asks for. */
  readonly links: number;
  readonly method: 'GET' | 'HEAD';
  start(): Promise<Running>;
};
