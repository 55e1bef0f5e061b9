import { z } from '@hono/zod-openapi';

type JsonSchema = Readonly<Record<string, unknown>>;

/** What a component is, wherever it comes from. The server checks `props` against it, the sandbox runs it. */
export type Component = {
  readonly name: string;
  readonly description: string;
  readonly props: z.ZodType;
  /** `props` for those who cannot run zod. */
  readonly schema: JsonSchema;
  /** Props that pass, to begin with. */
  readonly example: unknown;
  /** Between how many answers a visitor chooses one, for a component that keeps answers; undefined for one that does not. */
  readonly choices: ((props: unknown) => number) | undefined;
  /** Scripts that run before `source` and leave what they have as globals. */
  readonly libraries: readonly string[];
  /** Text of an ES module without imports that declares `mount(element, props, host)`. */
  readonly source: string;
};

type BuiltIn<Props extends z.ZodType> = {
  readonly name: string;
  readonly description: string;
  readonly props: Props;
  readonly example: z.input<Props>;
  readonly choices?: (props: z.output<Props>) => number;
  readonly libraries?: readonly string[];
  readonly source: string;
};

function describeProps(props: z.ZodType): JsonSchema {
  return z.toJSONSchema(props, { io: 'input' });
}

/** A component whose schema is one of zod. */
export function defineComponent<Props extends z.ZodType>(definition: BuiltIn<Props>): Component {
  const { props, choices, libraries = [] } = definition;
  return {
    ...definition,
    schema: describeProps(props),
    choices: choices === undefined ? undefined : (value) => choices(props.parse(value)),
    libraries,
  };
}
