import { z } from '@hono/zod-openapi';

/** A whole number in a query string. Only digits: `1e1`, `0x10`, ` 5` and `5.0` are no numbers here. */
export function queryInteger(min: number, max: number) {
  return z
    .string()
    .regex(/^\d{1,15}$/, 'it must be a whole number')
    .transform(Number)
    .pipe(z.number().min(min, `it must be at least ${min}`).max(max, `it must be at most ${max}`));
}

export type OffsetPagination = {
  readonly total: number;
  readonly limit: number;
  readonly offset: number;
  readonly has_more: boolean;
};

export function presentOffsetPagination(page: { total: number; limit: number; offset: number }): OffsetPagination {
  const { total, limit, offset } = page;
  return { total, limit, offset, has_more: offset + limit < total };
}

export const offsetPaginationObject = z.object({
  total: z.number().int(),
  limit: z.number().int(),
  offset: z.number().int(),
  has_more: z.boolean(),
});
