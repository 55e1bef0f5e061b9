import type { Context } from 'hono';
import type { ScreenDeps } from './screen-request.ts';

/** Passes on the cookies that better-auth sets. */
export function passCookies(c: Context, headers: Headers): void {
  for (const cookie of headers.getSetCookie()) c.header('Set-Cookie', cookie, { append: true });
}

/** Signs somebody in who has proven who they are, with the answer to this request. */
export async function openSession(deps: ScreenDeps, c: Context, personId: string): Promise<void> {
  const auth = await deps.signIn.auth();
  const { headers } = await auth.api.openTrustedSession({
    body: { personId },
    headers: c.req.raw.headers,
    returnHeaders: true,
  });
  passCookies(c, headers);
}
