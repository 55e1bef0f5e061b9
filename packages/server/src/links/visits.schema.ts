import { z } from '@hono/zod-openapi';
import { analyticsFields } from '../visits/index.ts';

const nullableText = z.string().nullable();
const count = z.number().int();

const clickObject = z
  .object({
    timestamp: z.string(),
    ip_address: nullableText.openapi({ description: 'Without the last octet (IPv4), the first 48 bits only (IPv6).' }),
    user_agent: nullableText,
    referrer: nullableText,
    location: z.object({ country: nullableText, region: nullableText }),
    device: nullableText,
    browser: nullableText,
    os: nullableText,
    bot: z.boolean(),
    bot_kind: nullableText.openapi({ description: 'crawler, preview, tool or prefetch.' }),
  })
  .openapi('Click');

export const clickListObject = z.object({
  data: z.array(clickObject),
  pagination: z.object({ limit: count, next_cursor: nullableText, has_more: z.boolean() }),
});

export const analyticsObject = z.object({ link_id: z.string(), ...analyticsFields }).openapi('LinkAnalytics');

export type AnalyticsObject = z.infer<typeof analyticsObject>;
