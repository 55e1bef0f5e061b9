/** The head of a complete answer. `byteLength`: of the head and the body. */
export type HttpAnswer = { readonly status: number; readonly closes: boolean; readonly byteLength: number };

const HEAD_END = '\r\n\r\n';

/** The first answer in `text`, one character a byte; undefined when it is not complete. */
export function readHttpAnswer(text: string): HttpAnswer | undefined {
  const headEnd = text.indexOf(HEAD_END);
  if (headEnd === -1) return undefined;
  const head = text.slice(0, headEnd);
  const status = /^HTTP\/1\.1 (\d{3}) /.exec(head)?.[1];
  const bodyLength = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (status === undefined || bodyLength === undefined) throw new Error(`no answer with a known length: ${head}`);
  const byteLength = headEnd + HEAD_END.length + Number(bodyLength);
  if (text.length < byteLength) return undefined;
  return { status: Number(status), closes: /\r\nconnection: close/i.test(head), byteLength };
}
