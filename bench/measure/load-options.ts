import { parseArgs } from 'node:util';

/** How long and how wide a bench asks. */
export type LoadOptions = {
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: readonly number[];
  /** Only variants whose name contains this, beside the one that the others are compared with. */
  readonly only: string | undefined;
};

/** `--rounds 5 --seconds 4 --connections 64,8 --only counting` */
export function parseLoadOptions(args: string[], connections: string): LoadOptions {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '4' },
      connections: { type: 'string', default: connections },
      only: { type: 'string' },
    },
  });
  return {
    rounds: Number(values.rounds),
    seconds: Number(values.seconds),
    connections: values.connections.split(',').map(Number),
    only: values.only,
  };
}
