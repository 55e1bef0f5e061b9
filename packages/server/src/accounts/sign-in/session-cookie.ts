/**
 * The one cookie of this server. Under https its name makes browsers refuse it from anywhere but this very host, over TLS; on
 * http, which is one's own machine, they would not take it under that name.
 */
export function sessionCookieName(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? '__Host-proffer-session' : 'proffer-session';
}

/** Whether a request brings one, be it valid or not. */
export function hasSessionCookie(request: { readonly headers: Headers }, publicUrl: string): boolean {
  return (request.headers.get('cookie') ?? '').includes(`${sessionCookieName(publicUrl)}=`);
}
