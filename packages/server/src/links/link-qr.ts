import type * as QRCode from 'qrcode';

export type QrFormat = 'svg' | 'png';

/** Edge of the picture in pixels. */
export const QR_SIZE = { min: 64, max: 2048, standard: 256 } as const;

const MARGIN_MODULES = 4;
const ERROR_CORRECTION = { errorCorrectionLevel: 'M' } as const;

/** qrcode divides by the number of modules, multiplies with it and rounds down: some pictures would lack a pixel. */
function exactWidth({ create }: typeof QRCode, url: string, sizePixels: number): number {
  const modules = create(url, ERROR_CORRECTION).modules.size + 2 * MARGIN_MODULES;
  return Math.floor((sizePixels / modules) * modules) === sizePixels ? sizePixels : sizePixels + 1e-9;
}

/** A QR code of `url`, error correction M, with the quiet zone of four modules that readers expect. */
export async function drawQr(
  url: string,
  format: QrFormat,
  sizePixels: number,
): Promise<{ type: string; body: Buffer }> {
  // Loaded with the first picture: most servers draw none in the first second, and it is a good many files.
  const qrcode = await import('qrcode');
  const options = { ...ERROR_CORRECTION, margin: MARGIN_MODULES };
  if (format === 'png') {
    const body = await qrcode.toBuffer(url, { ...options, width: exactWidth(qrcode, url, sizePixels) });
    return { type: 'image/png', body };
  }
  const svg = await qrcode.toString(url, { ...options, width: sizePixels, type: 'svg' });
  return { type: 'image/svg+xml', body: Buffer.from(svg) };
}
