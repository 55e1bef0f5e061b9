import type { Running } from '../measure/server.ts';

export type Variant = {
  readonly name: string;
  /** Links that exist, and that the load asks for. */
  readonly links: number;
  readonly method: 'GET' | 'HEAD';
  /** Until what is kept in memory changes no more. */
  readonly warmUpSeconds: number;
  start(): Promise<Running>;
};
