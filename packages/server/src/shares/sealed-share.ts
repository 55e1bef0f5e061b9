import type { Sealer } from '../platform/crypto/seal.ts';
import type { ComponentContent } from './components/component-registry.ts';
import type { ShareContent, ShareType } from './share.ts';

const bodyPlace = (id: string) => ({ table: 'share_bodies', column: 'body', row: id });
const passwordPlace = (id: string) => ({ table: 'shares', column: 'password', row: id });

export function sealContent(sealer: Sealer, id: string, content: ShareContent): Uint8Array {
  return sealer.seal(content.type === 'interactive' ? JSON.stringify(content.body) : content.body, bodyPlace(id));
}

/** Throws `SealBroken`. */
export function openContent(sealer: Sealer, id: string, type: ShareType, sealed: Uint8Array): ShareContent {
  const text = sealer.open(sealed, bodyPlace(id)).toString('utf8');
  if (type !== 'interactive') return { type, body: text };
  // What was sealed had come from the component's schema, and a seal does not open on anything else.
  return { type, body: JSON.parse(text) as ComponentContent };
}

/** `hash`: in the PHC format. */
export function sealPasswordHash(sealer: Sealer, id: string, hash: string): Uint8Array {
  return sealer.seal(hash, passwordPlace(id));
}

/** Throws `SealBroken`. */
export function openPasswordHash(sealer: Sealer, id: string, sealed: Uint8Array): string {
  return sealer.open(sealed, passwordPlace(id)).toString('utf8');
}
