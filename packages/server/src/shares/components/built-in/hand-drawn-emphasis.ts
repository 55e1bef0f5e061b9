import { z } from '@hono/zod-openapi';
import { defineComponent } from '../component.ts';
import { readScript } from '../read-script.ts';

const VARIANTS = ['underline', 'box', 'circle', 'highlight', 'strike-through', 'crossed-off', 'bracket'] as const;

export const handDrawnEmphasis = defineComponent({
  name: 'HandDrawnEmphasis',
  description: 'A text that is marked as if by hand, drawn by the rough-notation library.',
  props: z.strictObject({
    text: z.string().min(1, 'it is empty').max(2_000).describe('What is marked.'),
    variant: z.enum(VARIANTS).default('underline').describe('The kind of mark.'),
    color: z
      .string()
      .regex(/^(?:#(?:[0-9a-f]{3}|[0-9a-f]{6})|[a-z]{3,30})$/i, 'it must be a colour such as #b83a26 or teal')
      .optional()
      .describe('A name or a hexadecimal colour of CSS. Left out: one that suits the page.'),
    strokeWidth: z.number().min(1).max(20).default(3).describe('Thickness of the pen in pixels.'),
    animate: z.boolean().default(true).describe('Draw it before the eyes of the reader, unless they want no motion.'),
  }),
  example: { text: 'Shared interactive element', variant: 'underline' },
  libraries: [readScript('rough-notation.iife.js', import.meta.resolve('rough-notation'))],
  source: readScript('hand-drawn-emphasis.browser.js', import.meta.url),
});
