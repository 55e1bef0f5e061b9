import { setImmediate as nextTurn } from 'node:timers/promises';
import { html, type Token, type TokenHandler, Tokenizer, TokenizerMode } from 'parse5';

/** Small enough that other requests wait for less than a millisecond or two. */
const SLICE_CHARACTERS = 32_768;
/** Whatever calls itself something does so before this. */
const READ_CHARACTERS_MAX = 2_097_152;
const COLLECTED_CHARACTERS_MAX = 2_000;

const KNOWN: ReadonlySet<string> = new Set([
  ...Object.values(html.TAG_NAMES),
  ...['abbr', 'audio', 'bdi', 'bdo', 'canvas', 'cite', 'data', 'datalist', 'del', 'dfn', 'ins', 'kbd', 'legend', 'map'],
  ...['mark', 'meter', 'output', 'picture', 'progress', 'q', 'samp', 'slot', 'time', 'video'],
]);
const HEADINGS: ReadonlySet<string> = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
const FOREIGN: ReadonlySet<string> = new Set(['svg', 'math']);

/** What a tag is followed by, where that is not markup: what a tree builder tells its tokenizer. */
const MODES: ReadonlyMap<string, Tokenizer['state']> = new Map([
  ...(['title', 'textarea'] as const).map((name) => [name, TokenizerMode.RCDATA] as const),
  ...(['style', 'xmp', 'iframe', 'noembed', 'noframes'] as const).map((name) => [name, TokenizerMode.RAWTEXT] as const),
  ['script', TokenizerMode.SCRIPT_DATA],
  ['plaintext', TokenizerMode.PLAINTEXT],
]);

/** `title` and `heading` are as they are written, with their white space; undefined when there is none. */
export type HtmlInspection = {
  readonly isHtml: boolean;
  readonly title: string | undefined;
  readonly heading: string | undefined;
};

type Collected = { name: string; text: string };

function createInspector() {
  let isHtml = false;
  let title: string | undefined;
  let heading: string | undefined;
  let collecting: Collected | undefined;
  let foreignDepth = 0;

  function finish(): void {
    if (collecting?.name === 'title') title ??= collecting.text;
    else if (collecting !== undefined && collecting.text.trim() !== '') heading ??= collecting.text;
    collecting = undefined;
  }
  const collect = ({ chars }: Token.CharacterToken) => {
    if (collecting !== undefined && collecting.text.length < COLLECTED_CHARACTERS_MAX) collecting.text += chars;
  };
  const isWanted = (name: string) =>
    (name === 'title' && title === undefined && foreignDepth === 0) || (HEADINGS.has(name) && heading === undefined);

  const handler: TokenHandler = {
    onDoctype: ({ name }) => {
      isHtml ||= name === 'html';
    },
    onStartTag: ({ tagName, selfClosing }) => {
      isHtml ||= KNOWN.has(tagName) || tagName.includes('-');
      if (FOREIGN.has(tagName) && !selfClosing) foreignDepth++;
      if (foreignDepth === 0) tokenizer.state = MODES.get(tagName) ?? TokenizerMode.DATA;
      if (isWanted(tagName)) {
        finish();
        collecting = { name: tagName, text: '' };
      }
    },
    onEndTag: ({ tagName }) => {
      if (FOREIGN.has(tagName) && foreignDepth > 0) foreignDepth--;
      if (tagName === collecting?.name) finish();
    },
    onCharacter: collect,
    onWhitespaceCharacter: collect,
    onNullCharacter: () => {},
    onComment: () => {},
    onEof: finish,
  };
  const tokenizer = new Tokenizer({}, handler);
  return {
    write: (slice: string, isLast: boolean) => tokenizer.write(slice, isLast),
    /** A title stands before the first heading, or close behind it. */
    isDone: () => isHtml && (heading !== undefined || (title !== undefined && title.trim() !== '')),
    result: (): HtmlInspection => ({ isHtml, title, heading }),
  };
}

/**
 * Whether `text` has anything of HTML in it, and what it calls itself. Reads tokens and builds no tree, in slices between which others
 * have their turn, and no further than it must: the cost of any text follows its length, up to a bound.
 */
export async function inspectHtml(text: string): Promise<HtmlInspection> {
  const inspector = createInspector();
  const end = Math.min(text.length, READ_CHARACTERS_MAX);
  for (let start = 0; start < end && !inspector.isDone(); start += SLICE_CHARACTERS) {
    if (start > 0) await nextTurn();
    inspector.write(text.slice(start, start + SLICE_CHARACTERS), start + SLICE_CHARACTERS >= end);
  }
  return inspector.result();
}
