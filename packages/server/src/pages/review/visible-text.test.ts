import { describe, expect, it } from 'vitest';
import { readVisibleText } from './visible-text.ts';

describe('what a page says', () => {
  it('is its text, a line for each block, without what nobody sees', async () => {
    const html = `<!doctype html><title>Report</title><style>p{color:red}</style><script>if (a < b) "<p>no</p>"</script>
      <h1>Sales &amp; <em>costs</em></h1><!-- not this --><p>First
      line</p><ul><li>one<li>two</ul><template><p>later</p></template>a<br>b<noscript><p>x</p></noscript>`;
    expect(await readVisibleText(html)).toEqual(['Report', 'Sales & costs', 'First line', 'one', 'two', 'a', 'b']);
  });

  it('is nothing for nothing, and all of a long page', async () => {
    expect(await readVisibleText('')).toEqual([]);
    const long = '<p>word</p>'.repeat(20_000);
    expect(await readVisibleText(long)).toHaveLength(20_000);
  });
});
