/** The slug of a link, and what `packTarget` made of its target. */
export type PackedLink = readonly [slug: string, packed: Uint8Array];

/*
 * Many of them as one piece of bytes, which a thread gives to another without copying. Each is:
 *   u8 n, n slug | u32 m, m target
 */

export function writeLinkBatch(links: readonly PackedLink[]): Uint8Array<ArrayBuffer> {
  const parts = links.flatMap(([slug, packed]) => {
    const head = Buffer.alloc(1 + slug.length + 4);
    head[0] = slug.length;
    head.write(slug, 1, 'latin1');
    head.writeUInt32LE(packed.length, 1 + slug.length);
    return [head, packed];
  });
  // A copy that owns its memory: small buffers share theirs.
  return new Uint8Array(Buffer.concat(parts));
}

export function* readLinkBatch(batch: Uint8Array): Generator<PackedLink> {
  const bytes = Buffer.from(batch.buffer, batch.byteOffset, batch.length);
  for (let at = 0; at < bytes.length; ) {
    const slugEnd = at + 1 + bytes.readUInt8(at);
    const slug = bytes.toString('latin1', at + 1, slugEnd);
    const start = slugEnd + 4;
    at = start + bytes.readUInt32LE(slugEnd);
    yield [slug, bytes.subarray(start, at)];
  }
}
