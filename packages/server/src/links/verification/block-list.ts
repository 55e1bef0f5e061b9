import type { Log } from '../../platform/log.ts';
import { createHostSet } from './host-set.ts';
import { type LoadedBlockList, loadBlockList } from './load-block-list.ts';
import { isMissing, markOf, watchFile } from './watch-file.ts';

/** The hosts that no link may lead to. A listed host blocks itself and all its subdomains. */
export type BlockList = {
  /** The entry that blocks `host`, which is spelled as `Destination.host`. Cheap enough for every redirect. */
  isBlocked(host: string): string | undefined;
  /** Calls `listener` after each change of the file; returns how to stop that. */
  onChange(listener: () => void): () => void;
  close(): void;
};

const EMPTY: LoadedBlockList = { hosts: createHostSet(), malformed: { count: 0, lines: [] } };

async function loadOrEmpty(file: string): Promise<LoadedBlockList> {
  try {
    return await loadBlockList(file);
  } catch (error) {
    if (isMissing(error)) return EMPTY;
    throw error;
  }
}

function report({ hosts, malformed }: LoadedBlockList, file: string, log: Log): void {
  log.info({ file, hosts: hosts.size }, 'the block list was read');
  if (malformed.count === 0) return;
  log.warn(
    { file, malformed: malformed.count, lines: malformed.lines },
    'the block list has malformed lines, which are skipped',
  );
}

/**
 * Reads the operator's file, one host a line, and follows its changes within a second. No file is an empty list, also later.
 * A file that cannot be read rejects at the start; afterwards it is logged once and the last list stays.
 */
export async function openBlockList(file: string | undefined, log: Log): Promise<BlockList> {
  const listeners = new Set<() => void>();
  let loaded = EMPTY;
  let failing = false;
  let close = (): void => undefined;

  if (file !== undefined) {
    const read = (): Promise<LoadedBlockList> => loadOrEmpty(file);
    const from = await markOf(file);
    loaded = await read();
    report(loaded, file, log);
    const watch = watchFile({
      file,
      from,
      read,
      apply(content) {
        failing = false;
        loaded = content;
        report(loaded, file, log);
        for (const listener of listeners) listener();
      },
      onError(error) {
        if (!failing) log.error({ err: error, file }, 'the block list cannot be read; the last one stays in force');
        failing = true;
      },
    });
    close = watch.close;
  }

  return {
    isBlocked: (host) => loaded.hosts.matchOf(host),
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => close(),
  };
}
