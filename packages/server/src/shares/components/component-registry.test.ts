import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../platform/http/app-error.ts';
import { openComponents } from './open-components.ts';

const registry = await openComponents(undefined);

function refusal(body: unknown): string {
  try {
    registry.parse(body);
  } catch (error) {
    if (error instanceof AppError && error.status === 400) return error.message;
    throw error;
  }
  return 'no refusal';
}

describe('the components that are built in', () => {
  it('are five, each with a schema of an object', () => {
    const names = registry.list().map(({ name }) => name);
    expect(names).toEqual(['HandDrawnEmphasis', 'Poll', 'Countdown', 'Chart', 'CodeBlock']);
    for (const { schema } of registry.list()) expect(schema).toMatchObject({ type: 'object', properties: {} });
  });

  it('can be listed as JSON', () => {
    expect(JSON.parse(JSON.stringify(registry.list()))).toEqual(registry.list());
  });

  it.each(registry.list())('take the example of $name, as an object and as its JSON', ({ example }) => {
    expect(registry.parse(example)).toEqual(example);
    expect(registry.parse(JSON.stringify(example))).toEqual(example);
  });

  it('keep props as they were sent, without what the schema would add', () => {
    const body = { component: 'HandDrawnEmphasis', props: { text: 'A' } };
    expect(registry.parse(body)).toEqual(body);
  });

  it.each([
    ['nothing', undefined, 'content.body'],
    ['a number', 7, 'content.body'],
    ['a list', [], 'content.body'],
    ['no JSON', '{"component":', 'content.body'],
    ['JSON of a text', '"Poll"', 'content.body'],
    ['no component', { props: {} }, 'content.body.component'],
    ['an unknown component', { component: 'Nope', props: {} }, 'content.body.component'],
    ['the name of a property of objects', { component: 'constructor', props: {} }, 'content.body.component'],
    ['an unknown field', { component: 'Poll', props: {}, extra: 1 }, 'content.body.extra'],
    ['props that are missing', { component: 'Poll' }, 'content.body.props.question'],
    [
      'an unknown prop',
      { component: 'HandDrawnEmphasis', props: { text: 'A', onclick: 'x' } },
      'content.body.props.onclick',
    ],
    [
      'a colour that is more than one',
      { component: 'HandDrawnEmphasis', props: { text: 'A', color: 'red;background:url(//x)' } },
      'content.body.props.color',
    ],
    [
      'the same answer twice',
      { component: 'Poll', props: { question: 'A', options: ['a', 'a'] } },
      'content.body.props.options',
    ],
    [
      'a pie of negative values',
      { component: 'Chart', props: { type: 'pie', title: 'A', labels: ['a'], series: [{ name: 'a', values: [-1] }] } },
      'content.body.props.series',
    ],
    [
      'more labels than values',
      {
        component: 'Chart',
        props: { type: 'bar', title: 'A', labels: ['a', 'b'], series: [{ name: 'a', values: [1] }] },
      },
      'content.body.props.series',
    ],
    [
      'a time without a zone',
      { component: 'Countdown', props: { to: '2027-01-01T00:00:00' } },
      'content.body.props.to',
    ],
    ['100,000 nested lists', `{"component":"Poll","props":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, 'content.body'],
    ['a megabyte', { component: 'HandDrawnEmphasis', props: { text: 'a'.repeat(1_000_000) } }, 'content.body'],
  ])('refuse %s and name the field', (_what, body, field) => {
    expect(refusal(body)).toContain(`"${field}"`);
  });

  it('refuse anything else with a sentence, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.string(), fc.json()), (body) => {
        expect(refusal(body)).toMatch(/^The (?:field|request|fields) /);
      }),
    );
  });
});
