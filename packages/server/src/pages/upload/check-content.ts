import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';
import { Slots } from '../../platform/slots.ts';
import { deriveTitle } from '../page-title.ts';
import { decodeHtml } from './decode-html.ts';
import { inspectHtml } from './inspect-html.ts';
import type { HtmlContent, ReceivedFile } from './upload.ts';

// The text of a file takes several times its size, for as long as it is read: of many uploads at once only a few are.
const reading = new Slots(4, 1_000);

async function read({ bytes, charset: declared }: ReceivedFile) {
  const done = await reading.take();
  if (done === undefined) throw new AppError(FAILURES.unavailable, 'Too many files are uploaded just now: try again.');
  try {
    const { text, charset } = decodeHtml(bytes, declared);
    return { charset, ...(await inspectHtml(text)) };
  } finally {
    done();
  }
}

/** Throws `invalid_request` for what is empty, binary, in another charset than it says, or not HTML. The bytes stay as they are. */
export async function checkContent(file: ReceivedFile): Promise<HtmlContent> {
  const { bytes, fileName } = file;
  if (bytes.length === 0) throw new AppError(FAILURES.invalid, 'The file is empty.');
  const { charset, isHtml, title, heading } = await read(file);
  if (!isHtml) throw new AppError(FAILURES.invalid, 'The file is not HTML: no HTML tag is in it.');
  return { bytes, charset, derivedTitle: deriveTitle({ title, heading, fileName }) };
}
