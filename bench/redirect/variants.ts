import type { Running } from '../measure/server.ts';

export type Variant = {
  readonly name: string;
  /** Links that exist, and that the load asks for. */
  readonly links: number;
  readonly method: 'GET' | 'HEAD';
  start(): Promise<Running>;
};
