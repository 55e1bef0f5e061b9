import { stat } from 'node:fs/promises';
import { hasCode } from '../../platform/has-code.ts';

const POLL_MS = 250;
/** A file that is longer at each look, and never shorter than what was last read of it, is appended to and may never rest. */
const POLLS_WITHOUT_REST_MAX = 3;

/** What tells one state of a file from the next; undefined when there is no file. */
export type FileMark = { readonly inode: bigint; readonly sizeBytes: bigint; readonly modifiedNs: bigint } | undefined;

export async function markOf(file: string): Promise<FileMark> {
  try {
    const { ino, size, mtimeNs } = await stat(file, { bigint: true });
    return { inode: ino, sizeBytes: size, modifiedNs: mtimeNs };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

export function isMissing(error: unknown): boolean {
  return hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR');
}

function isSame(one: FileMark, other: FileMark): boolean {
  return one?.inode === other?.inode && one?.sizeBytes === other?.sizeBytes && one?.modifiedNs === other?.modifiedNs;
}

function hasGrown(from: FileMark, to: FileMark): boolean {
  return from !== undefined && to !== undefined && from.inode === to.inode && from.sizeBytes < to.sizeBytes;
}

type Watched<Content> = {
  readonly file: string;
  /** The state that the caller has already read. */
  readonly from: FileMark;
  readonly read: () => Promise<Content>;
  readonly apply: (content: Content) => void;
  /** Called for each attempt that fails; the next look tries again. */
  readonly onError: (error: unknown) => void;
};

/**
 * Reads a file again after each change: replaced, rewritten, deleted or made anew. It looks four times a second, because a watch by
 * the system misses files that are replaced and most network file systems. A change counts once two looks agree on it and nothing
 * moved during the read, so that a half-written file is never applied.
 */
export function watchFile<Content>({ file, from, read, apply, onError }: Watched<Content>): { close(): void } {
  let applied = from;
  let previous = from;
  let pollsWithoutRest = 0;
  let busy = false;
  let closed = false;

  const look = async (): Promise<void> => {
    const mark = await markOf(file);
    const rests = isSame(mark, previous);
    previous = mark;
    pollsWithoutRest = rests ? 0 : pollsWithoutRest + 1;
    if (isSame(mark, applied)) return;
    const isAppendedTo = pollsWithoutRest >= POLLS_WITHOUT_REST_MAX && hasGrown(applied, mark);
    if (!rests && !isAppendedTo) return;
    const content = await read();
    const after = await markOf(file);
    if (closed || !(isSame(mark, after) || (isAppendedTo && hasGrown(mark, after)))) return;
    applied = mark;
    apply(content);
  };

  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    look()
      .catch(onError)
      .finally(() => {
        busy = false;
      });
  }, POLL_MS).unref();

  return {
    close() {
      closed = true;
      clearInterval(timer);
    },
  };
}
