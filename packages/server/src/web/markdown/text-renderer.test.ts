import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { childrenThatRun, processorMs } from '../../../test/harness/child-processes.ts';
import { quickestMs } from '../../../test/harness/quickest.ts';
import { measureSlowness } from '../../../test/harness/slowness.ts';
import { threadProcessorMs } from '../../../test/harness/thread-processor.ts';
import { plainText } from './plain-text.ts';
import { createTextRenderer } from './text-renderer.ts';

const renderer = createTextRenderer();
afterAll(() => renderer.close());

/** The process that renders now. */
let child: number;
async function findChild(): Promise<number> {
  await render('warm');
  const [found = 0] = await childrenThatRun(process.pid, 'markdown-child.ts');
  return found;
}
beforeAll(async () => {
  child = await findChild();
});

const CPU_MS_MAX = 200;
const MIB = 1024 * 1024;
const fill = (text: string, length = 100_000) => text.repeat(Math.ceil(length / text.length)).slice(0, length);

const render = async (text: string, keep = false) => new TextDecoder().decode(await renderer.render(text, { keep }));

/** Processor time of this thread and the process that renders. */
async function measure(text: string): Promise<number> {
  const childMs = await processorMs(child);
  return (await threadProcessorMs(() => render(text))) + (await processorMs(child)) - childMs;
}

describe('the rendering of texts', () => {
  it('makes Markdown of what is short, in a process of its own', async () => {
    expect(await render('*a*')).toBe('<p><em>a</em></p>\n');
  });

  it('shows as it is what would leave something out or is too long, with nothing of it as markup', async () => {
    expect(await render(`${'- '.repeat(200)}a`)).toMatch(/^<div class="plain" tabindex="0">- - /);
    const long = await render(`<b>${'a'.repeat(MIB)}`);
    expect(long).toMatch(/^<div class="plain" tabindex="0">&lt;b&gt;a/);
    expect(long.length).toBeGreaterThan(MIB);
  });

  it('renders what many read once', async () => {
    const text = fill('*kept*\n\n', 50_000);
    const first = await renderer.render(text, { keep: true });
    expect(await renderer.render(text, { keep: true })).toBe(first);
    const guarded = await renderer.render(`${text}b`, { keep: false });
    expect(await renderer.render(`${text}b`, { keep: false })).not.toBe(guarded);
  });

  it('leaves the thread that answers free', async () => {
    const texts = ['<', '&', '"'].map((character) => character.repeat(5 * MIB));
    const aloneMs = await threadProcessorMs(async () => {
      for (const text of texts) plainText(text);
    });
    const rendered = () => Promise.all(texts.map((text) => renderer.render(text, { keep: false })));
    expect(await threadProcessorMs(rendered)).toBeLessThan(aloneMs / 2);
  });

  it('goes on when its process is killed over a text, and shows that as it is', async () => {
    child = await findChild();
    const rendering = render(fill('*killed*\n\n'));
    process.kill(child, 'SIGKILL');
    expect(await rendering).toMatch(/^<div class="plain" tabindex="0">\*killed\*/);
    expect(await render('*a*')).toBe('<p><em>a</em></p>\n');
    const killed = child;
    child = await findChild();
    expect(child).not.toBe(killed);
  });

  it('answers a crowd', async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, (_, index) => render(`*${index}*`)));
    expect(answers[0]).toContain('<em>0</em>');
    for (const [index, answer] of answers.entries()) expect(answer).toContain(String(index));
  });

  it.each([
    ['prose', fill('The quick brown fox *jumps* over the `lazy` dog. [link](https://example.com)\n\n')],
    ['a line of 1 MiB', 'a'.repeat(MIB)],
    [
      '10,000 nested lists',
      Array.from({ length: 10_000 }, (_, level) => `${' '.repeat(Math.min(level, 9) * 2)}- a`).join('\n'),
    ],
    ['10,000 lists on a line', `${'- '.repeat(10_000)}a`],
    ['10,000 nested quotations', `${'>'.repeat(10_000)}a`],
    ['10,000 nested brackets', '['.repeat(10_000) + ']'.repeat(10_000)],
    ['open brackets', fill('[')],
    ['open pictures', fill('![')],
    ['deep emphasis', fill('*a **b ')],
    ['emphasis in words', fill('a**b*c')],
    ['a wide table', `${'a|'.repeat(24_000)}\n${'-|'.repeat(24_000)}`],
    ['a table of empty rows', `|${'a|'.repeat(900)}\n|${'-|'.repeat(900)}\n${fill('|\n', 90_000)}`],
    ['entities', fill('&')],
    ['headings', fill('# a\n')],
    ['tasks', fill('- [ ] a\n')],
    ['a block of code', `\`\`\`js\n${fill('a.b(c)("x");\n', 19_000)}\`\`\``],
    ['blocks of code', fill('```js\nlet a = {b: [1,2,`x`]};\n```\n')],
    ['1 MiB to be escaped', '<'.repeat(MIB)],
    ['addresses', fill('http://a.b/(')],
  ])(`takes less than ${CPU_MS_MAX} ms of the processor for %s`, async (_what, text) => {
    // The best of a few, because the tests of others run beside; each is another text, as the one before is remembered.
    let round = 0;
    const wantedMs = CPU_MS_MAX * (await measureSlowness());
    const leastMs = await quickestMs(wantedMs, 5, () => measure(`${text}${' '.repeat(round++)}`));
    expect(leastMs).toBeLessThan(wantedMs);
  });
});
