import QRCode from 'qrcode';

export type QrFormat = 'svg' | 'png';

/** Edge of the picture in pixels. */
export const QR_SIZE = { min: 64, max: 2048, standard: 256 } as const;

/** A QR code of `url`, error correction M, with the quiet zone of four modules that readers expect. */
export async function drawQr(
  url: string,
  format: QrFormat,
  sizePixels: number,
): Promise<{ type: string; body: Buffer }> {
  const options = { width: sizePixels, margin: 4, errorCorrectionLevel: 'M' } as const;
  if (format === 'png') return { type: 'image/png', body: await QRCode.toBuffer(url, options) };
  return { type: 'image/svg+xml', body: Buffer.from(await QRCode.toString(url, { ...options, type: 'svg' })) };
}
