import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { childrenThatRun } from '../../../test/harness/child-processes.ts';
import { SLOW_TEXTS } from '../../../test/slow-input/texts.ts';
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

const MIB = 1024 * 1024;
const fill = (text: string, length = 100_000) => text.repeat(Math.ceil(length / text.length)).slice(0, length);

const render = async (text: string, keep = false) => new TextDecoder().decode(await renderer.render(text, { keep }));

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

  it.each([
    ['Markdown', '*a*'],
    ['what is shown as it is', '<'.repeat(MIB)],
  ])('does nothing of %s on the thread that answers', async (_what, text) => {
    process.kill(child, 'SIGSTOP');
    let isRendered = false;
    const rendering = render(`${text}!`).then(() => {
      isRendered = true;
    });
    for (let turn = 0; turn < 100; turn++) await nextTurn();
    expect(isRendered).toBe(false);
    process.kill(child, 'SIGCONT');
    await rendering;
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

  it.each(SLOW_TEXTS)('answers %s, as Markdown or as it is', async (_what, text) => {
    const plain = plainText(text).text;
    const rendered = await render(text);
    // What `bench input` measures says how soon.
    if (rendered.startsWith('<div class="plain"')) expect(rendered).toBe(plain);
    else expect(rendered).toMatch(/^<(?:p|ul|h2|figure|blockquote|div class="wide")\b/);
    expect(await findChild()).toBe(child);
  });
});
