import { z } from '@hono/zod-openapi';
import { isId } from '../platform/ids.ts';
import { deliveryNotFound, webhookNotFound } from './webhooks.errors.ts';

// What cannot be an id is answered as one that nobody has.

const id = z.string().transform((text) => {
  if (!isId('whk', text)) throw webhookNotFound();
  return text;
});

const deliveryId = z.string().transform((text) => {
  if (!isId('dlv', text)) throw deliveryNotFound();
  return text;
});

export const webhookParams = z.object({ id });
export const deliveryParams = z.object({ id, delivery_id: deliveryId });
