import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { z } from '@hono/zod-openapi';
import { describeIssues } from '../../platform/http/api.ts';
import type { Component } from './component.ts';
import { ComponentError } from './component-error.ts';

const SOURCE_CHARACTERS_MAX = 1024 * 1024;

const isFunction = (value: unknown) => typeof value === 'function';

const exported = z.object({
  name: z.string().regex(/^[A-Z][A-Za-z0-9]{1,63}$/, 'it must be a name such as Stamp'),
  description: z.string().min(1).max(500),
  props: z.looseObject({ type: z.literal('object', 'the schema must be one of an object') }),
  example: z.record(z.string(), z.unknown()),
  choices: z.custom<(props: unknown) => number>(isFunction, 'it must be a function').optional(),
  mount: z.custom<() => unknown>(isFunction, 'it must be a function'),
});

/** The file is sent to browsers as the text of a script element, and what it declares is called there. */
function findFault(source: string): string | undefined {
  if (source.length > SOURCE_CHARACTERS_MAX) return 'it is larger than 1 MiB';
  if (/<\/script|<!--/i.test(source)) return 'it holds "</script" or "<!--", which would end it in a page';
  if (/^\s*import\b(?!\s*[.(])/m.test(source)) return 'it imports something, and in its sandbox nothing can be loaded';
  if (!/\bfunction\s+mount\s*\(|\b(?:const|let|var)\s+mount\s*=/.test(source)) return 'it declares no function "mount"';
  return undefined;
}

function readProps(file: string, schema: z.output<typeof exported>['props']): z.ZodType {
  try {
    // The types of JSON schemas know every keyword; what is none of them, zod refuses or ignores.
    return z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
  } catch (cause) {
    throw new ComponentError(
      file,
      `"props" is no JSON schema: ${cause instanceof Error ? cause.message : cause}`,
      cause,
    );
  }
}

async function importModule(file: string): Promise<unknown> {
  try {
    return { ...(await import(pathToFileURL(file).href)) };
  } catch (cause) {
    throw new ComponentError(file, `it does not load: ${cause instanceof Error ? cause.message : cause}`, cause);
  }
}

/** Loads one module of the operator and checks everything that can be. Throws `ComponentError`. */
export async function loadComponent(file: string): Promise<Component> {
  // As a browser reads it, because the sandbox allows the script by the hash of what is read.
  const source = (await readFile(file, 'utf8')).replace(/\r\n?/g, '\n');
  const fault = findFault(source);
  if (fault !== undefined) throw new ComponentError(file, fault);
  const result = exported.safeParse(await importModule(file));
  if (!result.success) throw new ComponentError(file, describeIssues(result.error.issues).replace(/\.$/, ''));
  const { name, description, props: schema, example, choices } = result.data;
  const props = readProps(file, schema);
  const tried = props.safeParse(example);
  if (!tried.success) {
    const why = describeIssues(tried.error.issues).replace(/\.$/, '');
    throw new ComponentError(file, `its "example" does not match its "props": ${why}`);
  }
  return { name, description, props, schema, example, choices, libraries: [], source };
}
