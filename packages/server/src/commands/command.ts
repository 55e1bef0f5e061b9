import type { Config } from '../config/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Keyring } from '../platform/crypto/keyring.ts';
import type { Sealer } from '../platform/crypto/seal.ts';
import type { Db } from '../platform/db/engine.ts';
import type { Ids } from '../platform/ids.ts';

/** The installation's database, its schema up to date, beside a server that may be running. */
export type Store = {
  readonly db: Db;
  readonly keyring: Keyring;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly ids: Ids;
  close(): Promise<void>;
};

export type CommandContext = {
  readonly config: Config;
  openStore(): Promise<Store>;
  /** One line, or several, to standard output; the end of the line is added. */
  out(text: string): void;
  /** The same to standard error. */
  err(text: string): void;
};

/** One word behind `proffer`. */
export type Command = {
  readonly name: string;
  /** One sentence for the list of commands. */
  readonly summary: string;
  /** How it is called, for `proffer help <name>`. */
  readonly usage: string;
  /** `args`: what follows the name. Resolves with the exit code: 0 done, 1 refused, 2 not understood. */
  run(args: string[], context: CommandContext): Promise<number>;
};
