import { z } from '@hono/zod-openapi';
import { isId } from '../platform/ids.ts';
import { linkNotFound } from './links.errors.ts';

/** An id in the path. One of another shape is no link's: the answer is that of a missing link, without a query. */
export const linkParams = z.object({
  id: z.string().transform((id) => {
    if (!isId('lnk', id)) throw linkNotFound();
    return id;
  }),
});
