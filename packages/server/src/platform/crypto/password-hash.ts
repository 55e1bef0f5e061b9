import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { AppError } from '../http/app-error.ts';
import { FAILURES } from '../http/kinds-of-failure.ts';
import { Slots } from '../slots.ts';

const derive = promisify(argon2);

// What OWASP asks for at least; about 30 ms of one core.
const MEMORY_KIB = 19_456;
const PASSES = 2;
const LANES = 1;
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** Two, so that the threads that are left serve files and names. */
const AT_ONCE = 2;
/** About two seconds of waiting. */
const WAITING_MAX = 100;

const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,3})\$([A-Za-z0-9+/]{1,100})\$([A-Za-z0-9+/]{1,200})$/;

type Parameters = { readonly memory: number; readonly passes: number; readonly parallelism: number };

/** Of new hashes. An old hash brings its own along. */
const PARAMETERS: Parameters = { memory: MEMORY_KIB, passes: PASSES, parallelism: LANES };

const encode = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replace(/=+$/, '');

function compute(password: string, nonce: Uint8Array, tagLength: number, parameters: Parameters): Promise<Buffer> {
  // The same letters may be typed as one character or as two, depending on the keyboard.
  const message = Buffer.from(password.normalize('NFKC'), 'utf8');
  return derive('argon2id', { message, nonce, tagLength, ...parameters });
}

async function matches(password: string, hash: string): Promise<boolean> {
  const [, memory, passes, parallelism, salt = '', tag = ''] = PHC.exec(hash) ?? [];
  const expected = Buffer.from(tag, 'base64');
  if (expected.length === 0) throw new Error('a stored password hash is not in the format of argon2id');
  const parameters = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  const actual = await compute(password, Buffer.from(salt, 'base64'), expected.length, parameters);
  return timingSafeEqual(actual, expected);
}

/** All of these throw `unavailable` when too many wait already. */
export type PasswordHasher = {
  /** In the PHC format, with a salt of its own. */
  hash(password: string): Promise<string>;
  verify(password: string, hash: string): Promise<boolean>;
  /** Takes as long as `verify`. */
  pretend(password: string): Promise<void>;
};

/** argon2id, a few at a time and off the answering thread, so that who guesses passwords does not slow everybody else. */
export function createPasswordHasher(waitingMax = WAITING_MAX): PasswordHasher {
  const slots = new Slots(AT_ONCE, waitingMax);

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const release = await slots.take();
    if (release === undefined) {
      throw new AppError(
        FAILURES.unavailable,
        'Too many passwords are being checked just now. Try again in a moment.',
        {
          headers: { 'Retry-After': '2' },
        },
      );
    }
    try {
      return await work();
    } finally {
      release();
    }
  }

  return {
    hash: (password) =>
      inTurn(async () => {
        const salt = randomBytes(SALT_BYTES);
        const tag = await compute(password, salt, HASH_BYTES, PARAMETERS);
        return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${encode(salt)}$${encode(tag)}`;
      }),
    verify: (password, hash) => inTurn(() => matches(password, hash)),
    pretend: (password) =>
      inTurn(async () => void (await compute(password, Buffer.alloc(SALT_BYTES), HASH_BYTES, PARAMETERS))),
  };
}
