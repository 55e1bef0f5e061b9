import type { Sealer } from '../platform/crypto/seal.ts';

const placeOf = (column: 'body' | 'response', id: string) => ({ table: 'webhook_deliveries', column, row: id });

export const sealBody = (sealer: Sealer, id: string, body: string): Uint8Array =>
  sealer.seal(body, placeOf('body', id));

/** Throws `SealBroken`. */
export const openBody = (sealer: Sealer, id: string, sealed: Uint8Array): string =>
  sealer.open(sealed, placeOf('body', id)).toString('utf8');

/** What a receiver answers may repeat what it was sent. */
export const sealResponse = (sealer: Sealer, id: string, response: Buffer): Uint8Array =>
  sealer.seal(response, placeOf('response', id));

const placeOfAttempt = (id: string, number: number) => ({
  table: 'webhook_attempts',
  column: 'response',
  row: `${id}.${number}`,
});

export const sealAttemptResponse = (sealer: Sealer, id: string, number: number, response: Buffer): Uint8Array =>
  sealer.seal(response, placeOfAttempt(id, number));

/** As text, whatever it was. Throws `SealBroken`. */
export const openAttemptResponse = (sealer: Sealer, id: string, number: number, sealed: Uint8Array): string =>
  sealer.open(sealed, placeOfAttempt(id, number)).toString('utf8');

/** As text, whatever it was. Throws `SealBroken`. */
export const openResponse = (sealer: Sealer, id: string, sealed: Uint8Array): string =>
  sealer.open(sealed, placeOf('response', id)).toString('utf8');
