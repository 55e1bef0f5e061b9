import { createHmac } from 'node:crypto';
import { keyOf } from '../webhook-secret.ts';

type Signed = { readonly id: string; readonly atMs: number; readonly body: string };

const hmac = (secret: string, text: string) => createHmac('sha256', keyOf(secret)).update(text, 'utf8');

/**
 * The headers by which a receiver knows who sent `body`: those of Standard Webhooks, and `X-ShareCD-Signature`. While two secrets are
 * valid, each signs, and a receiver that knows one of them is content.
 */
export function signDelivery({ id, atMs, body }: Signed, secrets: readonly string[]): Record<string, string> {
  const seconds = Math.floor(atMs / 1_000);
  const standard = secrets.map((secret) => `v1,${hmac(secret, `${id}.${seconds}.${body}`).digest('base64')}`);
  const sharecd = secrets.map((secret) => `v1=${hmac(secret, `${seconds}.${body}`).digest('hex')}`);
  return {
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': standard.join(' '),
    'x-sharecd-signature': `t=${seconds},${sharecd.join(',')}`,
  };
}
