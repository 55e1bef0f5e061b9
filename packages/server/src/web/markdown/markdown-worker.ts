import { parentPort } from 'node:worker_threads';
import { highlightCode } from './highlight-code.ts';
import { renderMarkdown } from './markdown.ts';
import type { RenderAnswer, RenderQuestion } from './markdown-thread.ts';
import { plainText } from './plain-text.ts';

const CPU_MS_MAX = 80;
const RENDERED_CHARACTERS_MAX = 2_000_000;
const SAMPLE =
  '# A *heading*\n\n- [x] a `task` with [a link](https://example.com)\n- b\n\n> c\n\n|d|e|\n|-|-|\n|f|g|\n\n```\nh\n```\n\n';

// What runs for the first time takes several times as long, and is not held against the first text.
highlightCode('let warm = true;', 'js');
renderMarkdown(SAMPLE.repeat(200), Number.POSITIVE_INFINITY);

function render({ text, as }: RenderQuestion): RenderAnswer {
  const markdown = as === 'markdown' ? renderMarkdown(text, CPU_MS_MAX) : undefined;
  if (markdown === undefined || markdown.length > RENDERED_CHARACTERS_MAX) {
    return { bytes: new TextEncoder().encode(plainText(text).text), as: 'plain' };
  }
  return { bytes: new TextEncoder().encode(markdown), as: 'markdown' };
}

parentPort?.on('message', (question: RenderQuestion) => {
  const answer = render(question);
  // Handed over and not copied: megabytes of it would be felt by everybody else.
  parentPort?.postMessage(answer, [answer.bytes.buffer]);
});
parentPort?.postMessage('ready');
