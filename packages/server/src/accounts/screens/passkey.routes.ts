import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { z } from 'zod';
import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';
import { readJson } from '../../platform/http/read-json.ts';
import { requireSameOrigin } from '../sign-in/same-origin.ts';
import { throttleAddress } from '../sign-in/throttle.ts';
import { passCookies } from './open-session.ts';
import { parseFields } from './parse-fields.ts';
import type { ScreenDeps, ScreenEnv } from './screen-request.ts';

const BODY_BYTES_MAX = 16 * 1024;

// What browsers make of a passkey, as far as better-auth's types tell it; better-auth looks into it.
const encoded = z.string().max(BODY_BYTES_MAX);
const credential = { id: encoded, rawId: encoded, type: z.literal('public-key'), clientExtensionResults: z.object({}) };
const newPasskeyBody = z.object({ response: z.looseObject({ ...credential }) });
const passkeyBody = z.object({
  response: z.object({
    ...credential,
    response: z.object({
      clientDataJSON: encoded,
      authenticatorData: encoded,
      signature: encoded,
      userHandle: z
        .string()
        .nullish()
        .transform((handle) => handle ?? ''),
    }),
  }),
});

const refused = (cause: unknown) => new AppError(FAILURES.forbidden, 'This passkey was not accepted.', { cause });

/** For the two scripts of these screens, which speak JSON: a passkey to sign in with, and one to add. */
export function passkeyRoutes(deps: ScreenDeps): Hono<ScreenEnv> {
  const routes = new Hono<ScreenEnv>();
  const guard = createMiddleware<ScreenEnv>(async (c, next) => {
    requireSameOrigin(c.req.raw, deps.publicUrl);
    await throttleAddress(deps, c.get('clientAddress'));
    await next();
  });
  for (const path of ['/sign-in/passkey/*', '/account/passkeys/options', '/account/passkeys']) {
    routes.use(path, guard, readJson(BODY_BYTES_MAX));
  }

  routes.post('/sign-in/passkey/options', async (c) => {
    const auth = await deps.signIn.auth();
    const { headers } = c.req.raw;
    const answer = await auth.api.generatePasskeyAuthenticationOptions({ headers, returnHeaders: true });
    passCookies(c, answer.headers);
    return c.json(answer.response);
  });
  routes.post('/sign-in/passkey', async (c) => {
    const auth = await deps.signIn.auth();
    const { response } = parseFields(passkeyBody, await c.req.json());
    const given = { body: { response }, headers: c.req.raw.headers, returnHeaders: true } as const;
    const answer = await auth.api.verifyPasskeyAuthentication(given).catch((error: unknown) => {
      throw refused(error);
    });
    passCookies(c, answer.headers);
    return c.json({ signed_in: true });
  });
  routes.post('/account/passkeys/options', async (c) => {
    const auth = await deps.signIn.auth();
    const given = { headers: c.req.raw.headers, returnHeaders: true } as const;
    const answer = await auth.api.generatePasskeyRegistrationOptions(given).catch((error: unknown) => {
      throw refused(error);
    });
    passCookies(c, answer.headers);
    return c.json(answer.response);
  });
  routes.post('/account/passkeys', async (c) => {
    const auth = await deps.signIn.auth();
    const { response } = parseFields(newPasskeyBody, await c.req.json());
    const given = { body: { response }, headers: c.req.raw.headers, returnHeaders: true } as const;
    const answer = await auth.api.verifyPasskeyRegistration(given).catch((error: unknown) => {
      throw refused(error);
    });
    passCookies(c, answer.headers);
    return c.json({ added: true });
  });
  return routes;
}
