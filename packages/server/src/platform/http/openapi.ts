import type { ZodType } from 'zod';

/** A JSON body or answer, as OpenAPI describes one. */
export function json<S extends ZodType>(schema: S, description: string) {
  return { description, content: { 'application/json': { schema } } };
}
