import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Env } from 'hono';

/** Serves what the route schemas say of themselves as OpenAPI 3.1, at `/openapi.json`. */
export function describeApi<E extends Env>(app: OpenAPIHono<E>, publicUrl: string): void {
  app.openAPIRegistry.registerComponent('securitySchemes', 'key', { type: 'http', scheme: 'bearer' });
  app.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Proffer',
      version: '1',
      description: 'Links, shares and pages; keys, people and workspaces; webhooks, events, audit and privacy.',
    },
    servers: [{ url: publicUrl }],
    security: [{ key: [] }],
  });
}
