import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createTemporaryDirectory } from '../../../test/harness/temporary-directory.ts';
import { openComponents } from './open-components.ts';

const STAMP = `
export const name = 'Stamp';
export const description = 'A word like one that was stamped.';
export const props = {
  type: 'object',
  properties: { word: { type: 'string', minLength: 1, maxLength: 40 } },
  required: ['word'],
  additionalProperties: false,
};
export const example = { word: 'PAID' };
export function mount(element, { word }) {
  element.textContent = word;
}
`;

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await createTemporaryDirectory('components');
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

describe('a component of the operator', () => {
  it('is listed and checked like those that are built in', async () => {
    const registry = await openComponents(await folderWith({ 'stamp.js': STAMP, 'readme.txt': 'not a component' }));
    expect(registry.list().at(-1)).toMatchObject({
      name: 'Stamp',
      schema: { properties: { word: { maxLength: 40 } } },
      example: { component: 'Stamp', props: { word: 'PAID' } },
    });
    expect(registry.list()).toHaveLength(6);
    expect(registry.parse({ component: 'Stamp', props: { word: 'A' } }).props).toEqual({ word: 'A' });
    expect(() => registry.parse({ component: 'Stamp', props: { word: '' } })).toThrow('"content.body.props.word"');
    expect(() => registry.parse({ component: 'Stamp', props: { word: 'A', x: 1 } })).toThrow('"content.body.props.x"');
  });

  it.each([
    ['that is no JavaScript', `${STAMP}\nexport const =`, 'it does not load'],
    ['that throws when it is loaded', `${STAMP}\nthrow new Error('no luck');`, 'no luck'],
    ['without a name', STAMP.replace('export const name', 'const name'), '"name"'],
    ['with a name that is none', STAMP.replace("'Stamp'", "'a stamp'"), '"name"'],
    ['with a name that is taken', STAMP.replace("'Stamp'", "'Poll'"), 'another component of the name Poll'],
    ['without props', STAMP.replace('export const props', 'const props'), '"props"'],
    ['with props of another type', STAMP.replace("type: 'object'", "type: 'array'"), '"props.type"'],
    ['with a schema that is none', STAMP.replace("type: 'string'", "type: 'words'"), '"props" is no JSON schema'],
    ['with an example that does not match', STAMP.replace("'PAID'", '7'), 'its "example" does not match its "props"'],
    ['without mount', STAMP.replace('function mount', 'function paint'), 'no function "mount"'],
    ['that keeps mount to itself', STAMP.replace('export function mount', 'function mount'), '"mount"'],
    ['that imports something', `import { x } from './x.js';\n${STAMP}`, 'it imports something'],
    ['that would end its own script', `${STAMP}// </script>`, 'which would end it in a page'],
  ])('%s is refused with its file and the reason', async (_what, text, reason) => {
    const folder = await folderWith({ 'broken.js': text });
    const opening = openComponents(folder);
    await expect(opening).rejects.toThrow(`The component in ${join(folder, 'broken.js')} cannot be used: `);
    await expect(opening).rejects.toThrow(reason);
  });

  it('is looked for in a folder that is there', async () => {
    await expect(openComponents('/nowhere/at/all')).rejects.toThrow('/nowhere/at/all cannot be used: the folder of');
  });
});
