import type { Context } from 'hono';
import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';
import type { RevealForm } from './reveal-share-page.ts';

/** A password of 1,024 bytes with each of them escaped, and what stands around it. */
const FORM_BYTES_MAX = 8 * 1024;

async function readBounded(c: Context): Promise<string> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of c.req.raw.body ?? []) {
    sizeBytes += chunk.length;
    if (sizeBytes > FORM_BYTES_MAX) throw new AppError(FAILURES.tooLarge, 'The form is larger than 8 KiB.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** What was entered on the page of a share; nothing when it is no form. */
export async function readForm(c: Context): Promise<RevealForm> {
  const isForm = c.req.header('content-type')?.toLowerCase().startsWith('application/x-www-form-urlencoded');
  const fields = new URLSearchParams(isForm === true ? await readBounded(c) : '');
  return { reveal: fields.get('reveal') ?? undefined, password: fields.get('password') || undefined };
}
