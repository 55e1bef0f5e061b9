import { z } from '@hono/zod-openapi';
import { describeIssues } from '../../platform/http/api.ts';
import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';
import type { Component } from './component.ts';
import { readBody } from './read-body.ts';

/** A component with its props, as they are kept: props that have passed, without what their schema would add. */
export type ComponentContent = { readonly component: string; readonly props: Readonly<Record<string, unknown>> };

export type ComponentDescription = {
  readonly name: string;
  readonly description: string;
  readonly schema: Readonly<Record<string, unknown>>;
  /** A body that can be shared as it is. */
  readonly example: { readonly component: string; readonly props: unknown };
};

export type ComponentRegistry = {
  list(): readonly ComponentDescription[];
  /** Reads the body of an interactive share: an object, or its JSON. Throws `invalid_request` with the field at fault. */
  parse(body: unknown): ComponentContent;
  find(name: string): Component | undefined;
};

const FIELD = ['content', 'body'];

const content = z.strictObject({ component: z.string(), props: z.record(z.string(), z.unknown()).default({}) });

function check<Schema extends z.ZodType>(schema: Schema, value: unknown, field: readonly string[]): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.map((issue) => ({ ...issue, path: [...field, ...issue.path] }));
  throw new AppError(FAILURES.invalid, describeIssues(issues), { cause: result.error });
}

export function createComponentRegistry(components: readonly Component[]): ComponentRegistry {
  const byName = new Map(components.map((component) => [component.name, component]));
  const descriptions = components.map(({ name, description, schema, example }) => ({
    name,
    description,
    schema,
    example: { component: name, props: example },
  }));
  return {
    list: () => descriptions,
    find: (name) => byName.get(name),
    parse(body) {
      const { component: name, props } = check(content, readBody(body), FIELD);
      const component = byName.get(name);
      if (component === undefined) {
        const known = [...byName.keys()].join(', ');
        throw new AppError(
          FAILURES.invalid,
          `The field "content.body.component" is not valid: there is no such component here, only ${known}.`,
        );
      }
      check(component.props, props, [...FIELD, 'props']);
      return { component: name, props };
    },
  };
}
