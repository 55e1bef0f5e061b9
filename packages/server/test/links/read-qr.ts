import jsqr from 'jsqr';
import { PNG } from 'pngjs';

// Its types promise an object with a `default`; what Node imports is the function itself.
const decode = jsqr as unknown as typeof jsqr.default;

export type Picture = { readonly width: number; readonly height: number; readonly data: ArrayLike<number> };

/** What a phone would read from the picture, RGBA; undefined when nothing. */
export function readQr({ width, height, data }: Picture): string | undefined {
  return decode(Uint8ClampedArray.from(data), width, height)?.data;
}

export const openPng = (png: Uint8Array): Picture => PNG.sync.read(Buffer.from(png));
