import { z } from '@hono/zod-openapi';
import { defineComponent } from '../component.ts';
import { readScript } from '../read-script.ts';

const option = z.string().min(1, 'it is empty').max(200);

export const poll = defineComponent({
  name: 'Poll',
  description: 'A question with two to twelve answers. Each visitor chooses one, and then sees how all have chosen.',
  props: z.strictObject({
    question: z.string().min(1, 'it is empty').max(300).describe('What is asked.'),
    options: z
      .array(option)
      .min(2, 'there must be at least two')
      .max(12, 'there are at most twelve')
      .refine((options) => new Set(options).size === options.length, 'no two may be the same')
      .describe('What can be answered.'),
  }),
  example: { question: 'Where do we meet?', options: ['At the harbour', 'In the old town', 'Online'] },
  choices: ({ options }) => options.length,
  source: readScript('poll.browser.js', import.meta.url),
});
