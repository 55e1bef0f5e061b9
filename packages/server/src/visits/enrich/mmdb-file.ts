import { statSync } from 'node:fs';
import { type MmdbMap, type MmdbValue, MmdbValues } from './mmdb-values.ts';
import { PagedFile } from './paged-file.ts';

const METADATA_MARK = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1');
const METADATA_BYTES_MAX = 128 * 1024;
/** Zeros between the tree and the values. */
const GAP_BYTES = 16;

/**
 * A MaxMind DB file (https://maxmind.github.io/MaxMind-DB/), looked up where it lies. The usual readers load the whole file: the
 * places of all addresses would be a third of the memory that the server may use. A look-up is some ten page reads, most of which are
 * remembered.
 */
export class MmdbFile {
  readonly #file: PagedFile;
  readonly #values: MmdbValues;
  readonly #nodes: number;
  readonly #recordBits: number;

  constructor(path: string) {
    this.#file = new PagedFile(path, statSync(path).size);
    const metadata = this.#readMetadata(path);
    this.#nodes = Number(metadata.node_count);
    this.#recordBits = Number(metadata.record_size);
    if (![24, 28, 32].includes(this.#recordBits)) throw new Error(`${path} has nodes of an unknown size`);
    this.#values = new MmdbValues(this.#file, this.#treeBytes + GAP_BYTES);
  }

  /** What is known of the network that begins with `prefix`, the first bytes of an address of the file's family. */
  find(prefix: Uint8Array): MmdbValue | undefined {
    let record = 0;
    for (let bit = 0; record < this.#nodes; bit++) {
      const byte = prefix[bit >> 3] ?? 0;
      record = this.#readRecord(record, (byte >> (7 - (bit & 7))) & 1);
    }
    return record === this.#nodes ? undefined : this.#values.read(record - this.#nodes - GAP_BYTES);
  }

  get #treeBytes(): number {
    return (this.#nodes * this.#recordBits) / 4;
  }

  #readRecord(node: number, side: number): number {
    const offset = (node * this.#recordBits) / 4;
    const at = (index: number): number => this.#file.byteAt(offset + index);
    const three = (index: number): number => at(index) * 65_536 + at(index + 1) * 256 + at(index + 2);
    if (this.#recordBits === 24) return three(side * 3);
    if (this.#recordBits === 32) return at(side * 4) * 16_777_216 + three(side * 4 + 1);
    // 28 bits: the byte in the middle holds the highest four of both.
    const high = side === 0 ? at(3) >> 4 : at(3) & 15;
    return high * 16_777_216 + three(side * 4);
  }

  #readMetadata(path: string): MmdbMap {
    const tailBytes = Math.min(METADATA_BYTES_MAX, this.#file.size);
    const tailOffset = this.#file.size - tailBytes;
    const mark = this.#file.slice(tailOffset, tailBytes).lastIndexOf(METADATA_MARK);
    if (mark < 0) throw new Error(`${path} is no MaxMind DB file`);
    const metadata = new MmdbValues(this.#file, tailOffset + mark + METADATA_MARK.length).read(0);
    if (typeof metadata !== 'object' || Array.isArray(metadata) || Buffer.isBuffer(metadata)) {
      throw new Error(`${path} has no metadata`);
    }
    return metadata;
  }
}
