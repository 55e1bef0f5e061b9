import { z } from '@hono/zod-openapi';

export const erasureBody = z
  .strictObject({
    confirm: z.string().openapi({ description: 'The handle of the workspace, so that nothing is erased by accident.' }),
  })
  .openapi('ErasureRequest');

const counts = z.record(z.string(), z.record(z.string(), z.number().int()));

export const receiptObject = z
  .object({
    id: z.string().openapi({ description: 'Whoever knows it can read the receipt; no key is needed.' }),
    status: z.enum(['requested', 'erasing', 'erased']),
    requested_at: z.string(),
    finished_at: z.string().nullable(),
    erased: counts.openapi({ description: 'How much there was when it began.' }),
    left_over: counts.nullable().openapi({ description: 'How much was found afterwards.' }),
    kept: z.array(z.object({ what: z.string(), why: z.string(), until: z.string().nullable() })),
  })
  .openapi('ErasureReceipt');

export const erasureParams = z.object({ id: z.string().max(100) });
