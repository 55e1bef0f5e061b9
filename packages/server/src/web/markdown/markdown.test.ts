import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { describe, expect, it, vi } from 'vitest';
import { SLOW_TEXTS } from '../../../test/slow-input/texts.ts';
import { renderMarkdown } from './markdown.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;

const ENOUGH_MS = 10_000;
/** What the parser takes as a whole, in a time that grows with the length and no quicker. */
const IN_ONE_STEP = new Set(['a line of 1 MiB', 'a block of code']);
const render = (text: string) => renderMarkdown(text, ENOUGH_MS) ?? 'as it is';

const ELEMENTS = new Set(
  'p br strong em s a span code pre figure figcaption ul ol li input blockquote hr h2 h3 h4 h5 h6 div table thead tbody tr th td'.split(
    ' ',
  ),
);
const ATTRIBUTES = new Set('href title rel class tabindex type disabled checked start'.split(' '));
const CLASSES = /^(?:code|wide|picture|task|left|right|center|hljs-[a-z_-]+(?: \w+)*)$/;

/** Whatever in a rendered text is none of what a text may become. */
function strangersIn(node: Node): string[] {
  if (node.nodeName === '#text') return [];
  if (!('tagName' in node)) return [node.nodeName];
  const strange = node.attrs.filter(({ name, value }) => {
    if (!ATTRIBUTES.has(name)) return true;
    if (name === 'href') return !/^(?:https?:\/\/|mailto:)/i.test(value);
    return name === 'class' && !CLASSES.test(value);
  });
  return [
    ...(ELEMENTS.has(node.tagName) ? [] : [node.tagName]),
    ...strange.map(({ name, value }) => `${node.tagName} ${name}="${value}"`),
    ...node.childNodes.flatMap(strangersIn),
  ];
}

const strangers = (text: string) => parseFragment(render(text)).childNodes.flatMap(strangersIn);

describe('a text', () => {
  it.each([
    ['a heading below that of the page', '# A', '<h2>A</h2>'],
    ['a heading of the lowest order', '###### A', '<h6>A</h6>'],
    ['a table that scrolls, aligned without a style', '|a|\n|-:|\n|1|', '<td class="right">1</td>'],
    ['a task that is done', '- [x] A', '<li class="task"><input type="checkbox" disabled checked> A</li>'],
    ['a task that is not', '- [ ] A', '<input type="checkbox" disabled> A'],
    ['code with its colours', '```js\nlet a;\n```', '<figcaption>js</figcaption>'],
    ['code with its colours', '```js\nlet a;\n```', '<span class="hljs-keyword">let</span> a;'],
    ['code of no language that is known', '```nope\nlet <a>;\n```', '<code>let &lt;a&gt;;\n</code>'],
    ['a link that tells nobody', '[a](https://b.c)', '<a href="https://b.c" rel="noopener nofollow ugc">a</a>'],
    ['an address that is a link by itself', 'see https://b.c/d', '<a href="https://b.c/d"'],
    ['lines as they were broken', 'a\nb', 'a<br>\nb'],
    ['a picture that is not loaded', '![a](https://b.c/d.png)', '<a class="picture" href="https://b.c/d.png"'],
    ['a picture without a name', '![](https://b.c/d.png)', '>b.c</a>'],
    ['a picture in a link', '[![a](https://b.c/d.png)](https://e.f)', '<span class="picture">a</span></a>'],
  ])('becomes %s', (_what, text, part) => {
    expect(render(text)).toContain(part);
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,a',
    'vbscript:a',
    '/api/v1/shares',
    '//b.c',
    '#a',
    ' ',
  ])('leads nowhere by %s', (address) => {
    expect(render(`[a](${address}) ![a](${address}) <${address}>`)).not.toContain('href');
  });

  it.each([
    ['10,000 lists in each other', `${'- '.repeat(10_000)}a`],
    ['10,000 quotations in each other', `${'>'.repeat(10_000)}a`],
    ['nothing but definitions', '[a]: https://b.c'],
    ['nothing at all', ' \n '],
  ])('of %s is shown as it is, because something would be left out', (_what, text) => {
    expect(renderMarkdown(text, ENOUGH_MS)).toBeUndefined();
  });

  it('that takes too long is shown as it is', () => {
    expect(renderMarkdown('a**b*c'.repeat(100_000), 1)).toBeUndefined();
    expect(renderMarkdown('*a*', ENOUGH_MS)).toBe('<p><em>a</em></p>\n');
  });

  it.each(SLOW_TEXTS.filter(([what]) => !IN_ONE_STEP.has(what)))(
    'is given up where its budget is spent: %s',
    (_what, text) => {
      expect(renderMarkdown(text, 0)).toBeUndefined();
      expect(renderMarkdown('*a*', ENOUGH_MS)).toBe('<p><em>a</em></p>\n');
    },
  );

  it('of long rows has its budget looked at after each', () => {
    const [rows, cells] = [20, 1_000];
    const look = vi.spyOn(process, 'threadCpuUsage');
    renderMarkdown(`|${'a|'.repeat(cells)}\n|${'-|'.repeat(cells)}\n${'|\n'.repeat(rows)}`, ENOUGH_MS);
    expect(look.mock.calls.length).toBeGreaterThan(rows);
    look.mockRestore();
  });

  const piece = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      ...[
        '<script>alert(1)</script>',
        '<img src=x onerror=alert(1)>',
        '<svg/onload=alert(1)>',
        '</code></pre><b>',
        '"><a b="',
      ],
      ...[
        '[a](',
        '](',
        ')',
        '![',
        '`',
        '```',
        '```js" onclick="a\n',
        '\n```\n',
        '|',
        '\n|-|\n',
        '- [ ] ',
        '\n> ',
        '\n# ',
        '*',
        '~~',
      ],
      ...[
        'javascript:',
        'https://a.b/"onmouseover="c',
        'https://a.b',
        '&#106;avascript:',
        '&quot;',
        '<https://a.b>',
        '[a]: ',
        ' "t"',
      ],
    ),
  );

  it('never becomes markup of its own', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        expect(strangers(pieces.join(''))).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('that is markup is read as it was written', () => {
    const text = '<b onclick="a()">b</b> &amp; <!-- c -->';
    const [paragraph] = parseFragment(render(text)).childNodes;
    expect(paragraph).toMatchObject({ nodeName: 'p', childNodes: [{ value: '<b onclick="a()">b</b> & <!-- c -->' }] });
  });
});
