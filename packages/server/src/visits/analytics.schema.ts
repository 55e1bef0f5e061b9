import { z } from '@hono/zod-openapi';

const count = z.number().int();

/** What every API asks with, and answers with, about the visits of one of its objects. */
export const analyticsQuery = z.strictObject({
  start_date: z.string().max(64).optional().openapi({ description: 'ISO 8601 time, or a date: its start.' }),
  end_date: z
    .string()
    .max(64)
    .optional()
    .openapi({ description: 'ISO 8601 time, or a date: its end. Now when left out.' }),
  granularity: z.enum(['hour', 'day', 'week', 'month']).optional(),
  timezone: z.string().max(64).optional().openapi({ description: 'IANA name, UTC when left out.' }),
  bots: z.enum(['include', 'exclude']).optional(),
});

export type AnalyticsQuery = z.infer<typeof analyticsQuery>;

export const analyticsFields = {
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
};
