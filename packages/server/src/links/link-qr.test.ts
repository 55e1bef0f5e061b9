import { describe, expect, it } from 'vitest';
import { openPng, readQr } from '../../test/links/read-qr.ts';
import { drawQr } from './link-qr.ts';

const SHORT = 'https://proffer.test/spring';
const LONG = `https://links.a-long-name.example/${'Zz-_'.repeat(16)}`;

async function drawPng(url: string, size: number) {
  const { type, body } = await drawQr(url, 'png', size);
  expect(type).toBe('image/png');
  return openPng(body);
}

const SVG =
  /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="(\d+)" height="(\d+)" viewBox="0 0 (\d+) \3"[^<>]*><path fill="#ffffff" d="M0 0h\3v\3H0z"\/><path stroke="#000000" d="([Mmh0-9. -]+)"\/><\/svg>\s*$/;
const PIXELS_A_MODULE = 4;

/** Draws the strokes of the SVG, each a run of dark modules, as a viewer would. */
function drawSvg(svg: string) {
  const [, width, height, modules, strokes] = SVG.exec(svg) ?? [];
  const edge = Number(modules) * PIXELS_A_MODULE;
  const data = new Uint8ClampedArray(edge * edge * 4).fill(255);
  let [x, y] = [0, 0];
  for (const [, command, first, second] of strokes?.matchAll(/([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?/g) ?? []) {
    if (command === 'M') [x, y] = [Number(first), Number(second)];
    else if (command === 'm') [x, y] = [x + Number(first), y + Number(second)];
    else {
      const from = [x, Math.floor(y)].map((module) => module * PIXELS_A_MODULE);
      for (let row = 0; row < PIXELS_A_MODULE; row++) {
        const start = (((from[1] ?? 0) + row) * edge + (from[0] ?? 0)) * 4;
        data.fill(0, start, start + Number(first) * PIXELS_A_MODULE * 4);
        for (let alpha = start + 3; alpha < start + Number(first) * PIXELS_A_MODULE * 4; alpha += 4) data[alpha] = 255;
      }
      x += Number(first);
    }
  }
  return { width: Number(width), height: Number(height), picture: { width: edge, height: edge, data } };
}

describe('a QR code of a short URL', () => {
  it.each([
    [SHORT, 256],
    [SHORT, 100],
    [SHORT, 2_048],
    [LONG, 256],
  ])('says %s as a PNG of %i pixels', async (url, size) => {
    const picture = await drawPng(url, size);
    expect(picture).toMatchObject({ width: size, height: size });
    expect(readQr(picture)).toBe(url);
  });

  it('is a PNG of exactly the size that was asked for', async () => {
    for (let size = 64; size < 1_000; size += 37) expect(await drawPng(LONG, size)).toMatchObject({ width: size });
  });

  it.each([SHORT, LONG])('says %s as an SVG', async (url) => {
    const { type, body } = await drawQr(url, 'svg', 300);
    expect(type).toBe('image/svg+xml');
    const { width, height, picture } = drawSvg(body.toString('utf8'));
    expect([width, height]).toEqual([300, 300]);
    expect(readQr(picture)).toBe(url);
  });

  it('leaves a quiet zone of four modules around itself', async () => {
    const { width, data } = await drawPng(SHORT, 37 * 4); // 29 modules, and twice the quiet zone
    const isDark = (x: number, y: number) => data[(y * width + x) * 4] === 0;
    const dark = [];
    for (let y = 0; y < width; y++) for (let x = 0; x < width; x++) if (isDark(x, y)) dark.push(x, y);
    expect(Math.min(...dark)).toBe(4 * 4);
    expect(Math.max(...dark)).toBe(width - 4 * 4 - 1);
  });
});
