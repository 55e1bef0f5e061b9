import { createKey, startProffer } from '../measure/proffer.ts';

/** A page of about 10 kB of text, not the same byte over and over. */
export function makeHtml(): string {
  const rows = Array.from(
    { length: 160 },
    (_, row) =>
      `<tr><td>Region ${row}</td><td>${(row * 7_919) % 9_973}</td><td>${(row * 104_729) % 99_991} of them</td></tr>`,
  );
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Report</title></head><body><table>${rows.join('\n')}`;
  return `${html.slice(0, 10_200)}</table></body></html>`;
}

/** Uploads a public page as anybody does, and returns its path. */
export async function seedPage(dataDirectory: string, port: number, html: string): Promise<string> {
  const { key } = createKey(dataDirectory, 'personal');
  const running = await startProffer({ dataDirectory, port });
  try {
    const response = await fetch(`${running.url}/api/v1/pages?visibility=public`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'text/html' },
      body: html,
    });
    if (response.status !== 201) throw new Error(`the page was not taken: ${await response.text()}`);
    // The documented answer of the API.
    const { data } = (await response.json()) as { data: { url: string } };
    return data.url;
  } finally {
    await running.stop();
  }
}
