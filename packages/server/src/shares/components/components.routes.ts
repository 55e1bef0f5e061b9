import { createRoute, z } from '@hono/zod-openapi';
import { createApi } from '../../platform/http/api.ts';
import { json } from '../../platform/http/openapi.ts';
import type { RequestEnv } from '../../platform/http/request-env.ts';
import type { ComponentRegistry } from './component-registry.ts';

const componentObject = z
  .object({
    name: z.string(),
    description: z.string(),
    schema: z.record(z.string(), z.unknown()).openapi({ description: 'JSON schema of the props.' }),
    example: z.object({ component: z.string(), props: z.record(z.string(), z.unknown()) }),
  })
  .openapi('Component');

const listObject = z.object({ success: z.literal(true), data: z.object({ components: z.array(componentObject) }) });

const list = createRoute({
  method: 'get',
  path: '/components',
  summary: 'List the components that an interactive share can hold',
  tags: ['Shares'],
  security: [],
  responses: { 200: json(listObject, 'Every component of this server') },
});

/** Open to everybody: it says what this server can do, and holds nothing of anybody. */
export function componentRoutes(components: ComponentRegistry) {
  const descriptions = components.list().map(({ name, description, schema, example }) => {
    return { name, description, schema, example: { ...example, props: { ...Object(example.props) } } };
  });
  return createApi<RequestEnv>().openapi(list, (c) =>
    c.json({ success: true as const, data: { components: descriptions } }, 200),
  );
}
