import type { BetterAuthPlugin } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';

/**
 * Opens a session for somebody who has proven who they are in a way of our own: by the set-up address or by an invitation. Called
 * from within the server only; no address leads here, because better-auth's own handler is mounted for the OpenID Connect callback
 * and nothing else.
 */
export function trustedSession() {
  return {
    id: 'trusted-session',
    endpoints: {
      openTrustedSession: createAuthEndpoint(
        '/trusted-session',
        { method: 'POST', body: z.object({ personId: z.string() }), metadata: { SERVER_ONLY: true } },
        async (c) => {
          const user = await c.context.internalAdapter.findUserById(c.body.personId);
          if (user === null) throw new Error('a session was to be opened for nobody');
          const session = await c.context.internalAdapter.createSession(user.id);
          await setSessionCookie(c, { session, user });
          return c.json({ sessionId: session.id });
        },
      ),
    },
  } satisfies BetterAuthPlugin;
}
