import { z } from '@hono/zod-openapi';
import { defineComponent } from '../component.ts';
import { readScript } from '../read-script.ts';

const series = z.strictObject({
  name: z.string().min(1, 'it is empty').max(100),
  values: z.array(z.number()).min(1, 'it is empty').max(60, 'there are at most 60'),
});

const shape = z.strictObject({
  type: z.enum(['bar', 'line', 'pie']).describe('How it is drawn.'),
  title: z.string().min(1, 'it is empty').max(200).describe('What it shows.'),
  labels: z
    .array(z.string().max(60))
    .min(1, 'it is empty')
    .max(60, 'there are at most 60')
    .describe('One for each value.'),
  series: z
    .array(series)
    .min(1, 'there must be at least one')
    .max(6, 'there are at most six')
    .describe('The values by name; a pie has one series without negative values.'),
  unit: z.string().max(20).optional().describe('Written behind each value.'),
});

const isPie = ({ type }: z.infer<typeof shape>) => type === 'pie';

export const chart = defineComponent({
  name: 'Chart',
  description: 'A bar, line or pie chart, with the same numbers in a table for those who would rather read them.',
  props: shape
    .refine(({ labels, series }) => series.every(({ values }) => values.length === labels.length), {
      path: ['series'],
      error: 'each series must have as many values as there are labels',
    })
    .refine((props) => !isPie(props) || props.series.length === 1, { path: ['series'], error: 'a pie has one series' })
    .refine((props) => !isPie(props) || props.series[0]?.values.every((value) => value >= 0), {
      path: ['series'],
      error: 'a pie has no negative values',
    }),
  example: {
    type: 'bar',
    title: 'Visitors by season',
    labels: ['Spring', 'Summer', 'Autumn', 'Winter'],
    series: [{ name: '2026', values: [120, 310, 180, 90] }],
  },
  source: readScript('chart.browser.js', import.meta.url),
});
