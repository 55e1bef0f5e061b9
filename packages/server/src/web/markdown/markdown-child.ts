import { createFrameReader, writeFrame } from './frames.ts';
import { createMarkdownThread } from './markdown-thread.ts';
import { answerFrame, readQuestion } from './render-frames.ts';

// The program of the process that `markdown-process.ts` starts. It ends with its input, and so with the server, however that ends.
const thread = createMarkdownThread();

const read = createFrameReader(async (frame) =>
  writeFrame(process.stdout, answerFrame(await thread.render(readQuestion(frame)))),
);
process.stdin.on('data', read);
process.stdin.on('end', () => void thread.close());
process.stdout.on('error', () => {}); // nobody is there to read; the input ends, too
