import type { Sealer } from '../crypto/seal.ts';
import type { Mail } from './mail.ts';

const placeOf = (id: string) => ({ table: 'mails', column: 'content', row: id });

export function sealMail(sealer: Sealer, id: string, mail: Mail): Buffer {
  return sealer.seal(JSON.stringify(mail), placeOf(id));
}

/** Throws `SealBroken`. */
export function openSealedMail(sealer: Sealer, id: string, content: Uint8Array): Mail {
  // Whatever opens was written above.
  return JSON.parse(sealer.open(content, placeOf(id)).toString()) as Mail;
}
