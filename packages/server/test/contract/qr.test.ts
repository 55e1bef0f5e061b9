import { beforeAll, expect, it } from 'vitest';
import { describeEachEngine } from '../harness/database.ts';
import { openPng, readQr } from '../links/read-qr.ts';
import { useServer } from './use-server.ts';

describeEachEngine('the QR code of a link', (engine) => {
  const contract = useServer(engine, { PROFFER_PUBLIC_URL: 'https://go.proffer.test' });
  let path: string;
  beforeAll(async () => {
    const body = { destination: 'https://example.com/', slug: 'Spring' };
    const { id } = (await contract.ask('POST', '/v1/links', { body })).body as { id: string };
    path = `/v1/links/${id}/qr`;
  });

  it('is an SVG when nothing is said', async () => {
    const { status, headers, body } = await contract.ask('GET', path);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('image/svg+xml');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(body).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="256" height="256"/);
  });

  it('leads a phone to the short URL', async () => {
    const response = await fetch(`${contract.server.url}${path}?format=png&size=300`, {
      headers: { authorization: `Bearer ${contract.keys.ours.token}` },
    });
    expect(response.headers.get('content-type')).toBe('image/png');
    const picture = openPng(await response.bytes());
    expect(picture).toMatchObject({ width: 300, height: 300 });
    expect(readQr(picture)).toBe('https://go.proffer.test/Spring');
  });
});
