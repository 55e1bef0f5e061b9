import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';
import { deriveTitle } from '../page-title.ts';
import { decodeHtml } from './decode-html.ts';
import { inspectHtml } from './inspect-html.ts';
import type { HtmlContent, ReceivedFile } from './upload.ts';

/** Throws `invalid_request` for what is empty, binary, in another charset than it says, or not HTML. The bytes stay as they are. */
export async function checkContent({ bytes, fileName, charset: declared }: ReceivedFile): Promise<HtmlContent> {
  if (bytes.length === 0) throw new AppError(FAILURES.invalid, 'The file is empty.');
  const { text, charset } = decodeHtml(bytes, declared);
  const { isHtml, title, heading } = await inspectHtml(text);
  if (!isHtml) throw new AppError(FAILURES.invalid, 'The file is not HTML: no HTML tag is in it.');
  return { bytes, charset, derivedTitle: deriveTitle({ title, heading, fileName }) };
}
