import { parentPort } from 'node:worker_threads';
import { highlightCode } from './highlight-code.ts';
import { renderMarkdown } from './markdown.ts';

const CPU_MS_MAX = 60;
const SAMPLE =
  '# A *heading*\n\n- [x] a `task` with [a link](https://example.com)\n- b\n\n> c\n\n|d|e|\n|-|-|\n|f|g|\n\n```\nh\n```\n\n';

// What runs for the first time takes several times as long, and is not held against the first text.
highlightCode('let warm = true;', 'js');
renderMarkdown(SAMPLE.repeat(200), Number.POSITIVE_INFINITY);

parentPort?.on('message', (text: string) => {
  parentPort?.postMessage({ rendered: renderMarkdown(text, CPU_MS_MAX) });
});
parentPort?.postMessage('ready');
