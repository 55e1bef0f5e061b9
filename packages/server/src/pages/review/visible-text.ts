import { setImmediate as nextTurn } from 'node:timers/promises';
import { type TokenHandler, Tokenizer, TokenizerMode } from 'parse5';

/** Small enough that other requests wait for less than a millisecond or two. */
const SLICE_CHARACTERS = 32_768;

const BLOCKS: ReadonlySet<string> = new Set([
  ...[
    'address',
    'article',
    'aside',
    'blockquote',
    'body',
    'br',
    'caption',
    'dd',
    'details',
    'dialog',
    'div',
    'dl',
    'dt',
  ],
  ...['fieldset', 'figcaption', 'figure', 'footer', 'form', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hr', 'html'],
  ...['legend', 'li', 'main', 'nav', 'ol', 'option', 'p', 'pre', 'section', 'summary', 'table', 'tbody', 'td', 'tfoot'],
  ...['th', 'thead', 'title', 'tr', 'ul'],
]);
const UNSEEN: ReadonlySet<string> = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'iframe',
  'noframes',
  'noembed',
]);

/** What a tag is followed by, where that is not markup: what a tree builder tells its tokenizer. */
const MODES: ReadonlyMap<string, Tokenizer['state']> = new Map([
  ...['title', 'textarea'].map((name) => [name, TokenizerMode.RCDATA] as const),
  ...['style', 'xmp', 'iframe', 'noembed', 'noframes'].map((name) => [name, TokenizerMode.RAWTEXT] as const),
  ['script', TokenizerMode.SCRIPT_DATA],
  ['plaintext', TokenizerMode.PLAINTEXT],
]);

function createReader() {
  const lines: string[] = [];
  let line = '';
  let unseen: string | undefined;
  const endLine = () => {
    const text = line.replace(/\s+/g, ' ').trim();
    if (text !== '') lines.push(text);
    line = '';
  };
  const add = ({ chars }: { chars: string }) => {
    if (unseen === undefined) line += chars;
  };
  const handler: TokenHandler = {
    onDoctype: () => {},
    onComment: () => {},
    onEof: endLine,
    onCharacter: add,
    onWhitespaceCharacter: add,
    onNullCharacter: () => {},
    onStartTag: ({ tagName }) => {
      tokenizer.state = MODES.get(tagName) ?? TokenizerMode.DATA;
      if (unseen === undefined && UNSEEN.has(tagName)) unseen = tagName;
      if (BLOCKS.has(tagName)) endLine();
    },
    onEndTag: ({ tagName }) => {
      if (tagName === unseen) unseen = undefined;
      if (BLOCKS.has(tagName)) endLine();
    },
  };
  const tokenizer = new Tokenizer({ sourceCodeLocationInfo: false }, handler);
  return { tokenizer, lines };
}

/** What a page says to whoever looks at it, a line for each of its blocks. Where it goes by styles and scripts, it is a guess. */
export async function readVisibleText(html: string): Promise<readonly string[]> {
  const { tokenizer, lines } = createReader();
  for (let offset = 0; offset < html.length; offset += SLICE_CHARACTERS) {
    tokenizer.write(html.slice(offset, offset + SLICE_CHARACTERS), offset + SLICE_CHARACTERS >= html.length);
    await nextTurn();
  }
  return lines;
}
