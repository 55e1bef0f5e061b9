import { z } from '@hono/zod-openapi';
import { defineComponent } from '../component.ts';
import { readScript } from '../read-script.ts';

export const countdown = defineComponent({
  name: 'Countdown',
  description: 'Days, hours, minutes and seconds until a moment, and a sentence for afterwards.',
  props: z.strictObject({
    to: z.iso
      .datetime({ offset: true, error: 'it must be an ISO 8601 time with a zone, like 2026-12-31T23:59:59Z' })
      .describe('The moment that is counted down to.'),
    title: z.string().max(300).optional().describe('What happens then.'),
    done: z.string().max(300).optional().describe('What is shown from that moment on.'),
  }),
  example: { to: '2027-01-01T00:00:00Z', title: 'Until the new year', done: 'A happy new year!' },
  source: readScript('countdown.browser.js', import.meta.url),
});
