import type { Writable } from 'node:stream';

/** A byte that says what it is, and what it holds. */
export type Frame = { readonly kind: number; readonly bytes: Uint8Array<ArrayBuffer> };

// The kind, and the length in four bytes.
const HEAD_BYTES = 5;

export function writeFrame(stream: Writable, { kind, bytes }: Frame): void {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt8(kind);
  head.writeUInt32LE(bytes.length, 1);
  stream.cork();
  stream.write(head);
  stream.write(bytes);
  stream.uncork();
}

/**
 * Calls `onFrame` for each frame of what the returned function is given in pieces. The channel that Node offers between processes puts
 * all pieces together again with each that comes, which takes seconds for some megabytes.
 */
export function createFrameReader(onFrame: (frame: Frame) => void): (piece: Buffer) => void {
  let pieces: Buffer[] = [];
  let size = 0;
  let wanted = HEAD_BYTES;
  return (piece) => {
    pieces.push(piece);
    size += piece.length;
    while (size >= wanted) {
      const all = Buffer.concat(pieces);
      pieces = [all];
      const end = HEAD_BYTES + all.readUInt32LE(1);
      wanted = end;
      if (size < end) return;
      onFrame({ kind: all.readUInt8(), bytes: all.subarray(HEAD_BYTES, end) });
      pieces = [all.subarray(end)];
      size -= end;
      wanted = HEAD_BYTES;
    }
  };
}
