import { parseContentType } from './content-type.ts';

/**
 * The charset that the file of a form declares. `head`: the beginning of the form, which holds the headers of the file, as fields
 * before it are small. busboy tells of a file's type only.
 */
export function charsetOfPart(head: string, boundary: string): string | undefined {
  for (const part of head.split(`--${boundary}\r\n`).slice(1)) {
    const [headers = ''] = part.split('\r\n\r\n', 1);
    const lines = headers.split('\r\n');
    if (!lines.some((line) => /^content-disposition:.*;\s*filename\*?=/i.test(line))) continue;
    const type = lines.find((line) => /^content-type:/i.test(line));
    return type && parseContentType(type.slice('content-type:'.length)).parameters.get('charset');
  }
  return undefined;
}
