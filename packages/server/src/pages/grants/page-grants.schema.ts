import { z } from '@hono/zod-openapi';

export const shareBody = z
  .strictObject({ email: z.email('it must be an e-mail address').max(254, 'it has more than 254 characters') })
  .openapi('SharePage');

export const grantObject = z
  .object({ id: z.string(), email: z.string(), status: z.enum(['pending', 'active']), created_at: z.string() })
  .openapi('PageGrant');

export type GrantObject = z.infer<typeof grantObject>;
