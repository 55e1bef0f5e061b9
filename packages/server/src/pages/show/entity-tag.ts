import type { Encoding } from './choose-encoding.ts';

/** Each encoding is another row of bytes, which a strong tag has to tell apart. */
export function entityTag(etag: string, encoding: Encoding): string {
  return encoding === 'identity' ? `"${etag}"` : `"${etag}-${encoding}"`;
}

/** Whether `If-None-Match` names this tag; weak ones count too, as RFC 9110 wants for it. */
export function isNamedBy(ifNoneMatch: string, tag: string): boolean {
  if (ifNoneMatch === '' || ifNoneMatch === tag) return ifNoneMatch !== '';
  return ifNoneMatch.split(',').some((part) => {
    const text = part.trim();
    return text === '*' || text === tag || text === `W/${tag}`;
  });
}
