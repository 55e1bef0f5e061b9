import { z } from '@hono/zod-openapi';
import { defineComponent } from '../component.ts';
import { readScript } from '../read-script.ts';

const step = z.strictObject({
  lines: z
    .string()
    .max(100)
    .regex(/^\d{1,5}(?:-\d{1,5})?(?:,\d{1,5}(?:-\d{1,5})?)*$/, 'it must be numbers of lines, such as 1-3,7')
    .describe('Which lines are meant: `3`, `1-3` or `1-3,7`.'),
  text: z.string().min(1, 'it is empty').max(2_000).describe('What there is to say about them.'),
});

export const codeBlock = defineComponent({
  name: 'CodeBlock',
  description: 'Code with numbered lines that is explained step by step, the lines of each step marked.',
  props: z.strictObject({
    code: z.string().min(1, 'it is empty').max(20_000).describe('The code.'),
    title: z.string().max(200).optional().describe('What it is, such as the name of a file.'),
    steps: z.array(step).max(50, 'there are at most 50').default([]).describe('In the order in which they are shown.'),
  }),
  example: {
    title: 'greet.js',
    code: 'const name = "World";\nconsole.log("Hello, " + name + "!");\n',
    steps: [
      { lines: '1', text: 'Whom to greet.' },
      { lines: '2', text: 'The greeting itself.' },
    ],
  },
  source: readScript('code-block.browser.js', import.meta.url),
});
