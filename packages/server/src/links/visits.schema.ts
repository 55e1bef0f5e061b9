import { z } from '@hono/zod-openapi';

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

export const analyticsObject = z
  .object({
    link_id: z.string(),
    start_date: z.string(),
    end_date: z.string(),
    granularity: z.enum(['hour', 'day', 'week', 'month']),
    timezone: z.string(),
    total_clicks: count,
    unique_visitors: count,
    bots: count,
    series: z.array(z.object({ start: z.string(), clicks: count, unique_visitors: count })),
    countries: z.array(z.object({ country: z.string(), clicks: count })),
    regions: z.array(z.object({ country: z.string(), region: z.string(), clicks: count })),
    referrers: z.array(z.object({ referrer: z.string(), clicks: count })),
    devices: z.array(z.object({ device: z.string(), clicks: count })),
    browsers: z.array(z.object({ browser: z.string(), clicks: count })),
    operating_systems: z.array(z.object({ os: z.string(), clicks: count })),
  })
  .openapi('LinkAnalytics');

export type ClickObject = z.infer<typeof clickObject>;
export type AnalyticsObject = z.infer<typeof analyticsObject>;
export type AnalyticsQuery = {
  readonly start_date?: string | undefined;
  readonly end_date?: string | undefined;
  readonly granularity?: AnalyticsObject['granularity'] | undefined;
  readonly timezone?: string | undefined;
  readonly bots?: 'include' | 'exclude' | undefined;
};
