const ASCII = 'latin1';

const startsWith = (bytes: Buffer, signature: readonly number[]): boolean =>
  bytes.subarray(0, signature.length).equals(Buffer.from(signature));

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];
const AVIF_BRANDS = new Set(['avif', 'avis']);

/** ISO base media: a box "ftyp" with a major brand, a version and compatible brands. */
function isAvif(bytes: Buffer): boolean {
  if (bytes.toString(ASCII, 4, 8) !== 'ftyp') return false;
  const end = Math.min(bytes.readUInt32BE(0), bytes.length, 256);
  for (let offset = 8; offset + 4 <= end; offset += 4) {
    if (offset !== 12 && AVIF_BRANDS.has(bytes.toString(ASCII, offset, offset + 4))) return true;
  }
  return false;
}

/** What the bytes themselves say; undefined for anything but the five kinds that a share may hold. */
export function detectImageType(bytes: Buffer): string | undefined {
  if (bytes.length < 12) return undefined;
  if (startsWith(bytes, PNG)) return 'image/png';
  if (startsWith(bytes, JPEG)) return 'image/jpeg';
  if (/^GIF8[79]a$/.test(bytes.toString(ASCII, 0, 6))) return 'image/gif';
  if (bytes.toString(ASCII, 0, 4) === 'RIFF' && bytes.toString(ASCII, 8, 12) === 'WEBP') return 'image/webp';
  return isAvif(bytes) ? 'image/avif' : undefined;
}
