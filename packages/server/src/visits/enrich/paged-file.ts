import { openSync, readSync } from 'node:fs';
import { createLruCache } from '../../platform/lru-cache.ts';

const PAGE_BYTES = 4096;
const PAGES_CACHED = 2_048;

/** The bytes of a file, read as they are needed; the last few megabytes are kept. The file stays open. */
export class PagedFile {
  readonly size: number;
  readonly #file: number;
  readonly #pages = createLruCache<number, Buffer>(PAGES_CACHED);
  #page: Buffer = Buffer.alloc(0);
  #pageNumber = -1;

  constructor(path: string, size: number) {
    this.#file = openSync(path, 'r');
    this.size = size;
  }

  byteAt(offset: number): number {
    const pageNumber = Math.floor(offset / PAGE_BYTES);
    if (pageNumber !== this.#pageNumber) this.#turnTo(pageNumber);
    return this.#page[offset % PAGE_BYTES] ?? 0;
  }

  slice(offset: number, length: number): Buffer {
    const bytes = Buffer.alloc(length);
    for (let index = 0; index < length; index++) bytes[index] = this.byteAt(offset + index);
    return bytes;
  }

  #turnTo(pageNumber: number): void {
    let page = this.#pages.get(pageNumber);
    if (page === undefined) {
      page = Buffer.alloc(PAGE_BYTES);
      readSync(this.#file, page, 0, PAGE_BYTES, pageNumber * PAGE_BYTES);
      this.#pages.set(pageNumber, page);
    }
    this.#page = page;
    this.#pageNumber = pageNumber;
  }
}
