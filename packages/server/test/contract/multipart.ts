export const BOUNDARY = 'X-BOUNDARY';

/** What a form is sent with. */
export const FORM = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` };

/** A form of parts, each with its headers and its content as they are. */
export const formOf = (...parts: readonly string[]) =>
  `${parts.map((part) => `--${BOUNDARY}\r\n${part}\r\n`).join('')}--${BOUNDARY}--\r\n`;

export const fieldPart = (name: string, value: string) =>
  `Content-Disposition: form-data; name="${name}"\r\n\r\n${value}`;

export const filePart = (content: string, name = 'report.html', type = 'text/html') =>
  `Content-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n${content}`;
