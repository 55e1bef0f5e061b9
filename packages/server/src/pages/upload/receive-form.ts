import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import type { Context } from 'hono';
import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';
import { bodyChunks, brokenOff } from '../../platform/http/read-bytes.ts';
import { parseContentType } from './content-type.ts';
import { charsetOfPart } from './part-charset.ts';
import type { ReceivedFile } from './upload.ts';

const FIELDS_MAX = 8;
const FIELD_BYTES_MAX = 4_096;
/** What a form may have around its file: fields, headers, boundaries. */
const FORM_OVERHEAD_BYTES = 65_536;
const FILE_TYPES = new Set(['text/html', 'application/xhtml+xml', 'application/octet-stream']);
const PLAIN_ENCODINGS = new Set(['7bit', '8bit', 'binary']);

export type ReceivedForm = { readonly file: ReceivedFile; readonly fields: ReadonlyMap<string, string> };

const invalid = (sentence: string, cause?: unknown) => new AppError(FAILURES.invalid, sentence, { cause });

type Parts = { chunks: Buffer[] | undefined; fileName: string | undefined; readonly fields: Map<string, string> };

function checkFile(name: string | undefined, info: busboy.FileInfo, { chunks }: Parts): AppError | undefined {
  if (name !== 'file') return invalid('The file of the form must be in the field "file".');
  if (chunks !== undefined) return invalid('The field "file" is there more than once.');
  if (!FILE_TYPES.has(info.mimeType)) return invalid('The field "file" is not valid: it must be an HTML file.');
  if (!PLAIN_ENCODINGS.has(info.encoding)) return invalid('The field "file" is not valid: it must not be encoded.');
  return undefined;
}

function checkField(
  name: string | undefined,
  { valueTruncated }: busboy.FieldInfo,
  parts: Parts,
): AppError | undefined {
  if (name === undefined) return invalid('A field of the form has no name.');
  const named = `The field "${name.slice(0, 100).toWellFormed()}"`;
  if (parts.fields.has(name)) return invalid(`${named} is there more than once.`);
  return valueTruncated ? invalid(`${named} is not valid: it is too long.`) : undefined;
}

function listen(form: busboy.Busboy, parts: Parts, tooLarge: AppError): void {
  const refuse = (error: AppError) => void form.destroy(error);
  form.on('file', (name, stream, info) => {
    const problem = checkFile(name, info, parts);
    // Destroying the form destroys its files, with the same error.
    stream.on('error', () => {});
    if (problem !== undefined) return refuse(problem);
    const chunks: Buffer[] = [];
    parts.chunks = chunks;
    parts.fileName = info.filename;
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('limit', () => refuse(tooLarge));
  });
  form.on('field', (name, value, info) => {
    const problem = checkField(name, info, parts);
    if (problem !== undefined) return refuse(problem);
    parts.fields.set(name, value);
  });
  for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const) {
    form.on(limit, () => refuse(invalid('The form has too many parts: it takes one file and a few fields.')));
  }
}

/** Passes the form on; keeps its beginning, and counts what is around the file too. */
async function* watched(c: Context, head: Buffer[], sizeBytesMax: number, tooLarge: AppError) {
  let sizeBytes = 0;
  for await (const chunk of bodyChunks(c)) {
    if (sizeBytes < FORM_OVERHEAD_BYTES) head.push(Buffer.from(chunk));
    sizeBytes += chunk.length;
    if (sizeBytes > sizeBytesMax) throw tooLarge;
    yield chunk;
  }
}

function openForm(contentType: string, fileBytesMax: number): busboy.Busboy {
  try {
    return busboy({
      headers: { 'content-type': contentType },
      defParamCharset: 'utf8',
      // One more than allowed each: busboy speaks up when a limit is reached, and not only when it is passed.
      limits: {
        fileSize: fileBytesMax + 1,
        files: 1,
        fields: FIELDS_MAX,
        parts: FIELDS_MAX + 2,
        fieldSize: FIELD_BYTES_MAX,
      },
    });
  } catch (cause) {
    throw invalid('The form cannot be read: its Content-Type names no boundary.', cause);
  }
}

/**
 * Reads a form with one file, strictly, refusing it at the first thing that is wrong. Throws `tooLarge` once the file is larger than
 * `fileBytesMax`, `invalid_request` for everything else.
 */
export async function receiveForm(c: Context, fileBytesMax: number, tooLarge: AppError): Promise<ReceivedForm> {
  const contentType = c.req.header('content-type') ?? '';
  const sizeBytesMax = fileBytesMax + FORM_OVERHEAD_BYTES;
  if (Number(c.req.header('content-length') ?? 0) > sizeBytesMax) throw tooLarge;
  const form = openForm(contentType, fileBytesMax);
  const parts: Parts = { chunks: undefined, fileName: undefined, fields: new Map() };
  const head: Buffer[] = [];
  listen(form, parts, tooLarge);
  try {
    await pipeline(Readable.from(watched(c, head, sizeBytesMax, tooLarge)), form);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    if (cause instanceof Error && /form|header/i.test(cause.message)) {
      throw invalid('The form is not valid, or did not arrive as a whole.', cause);
    }
    throw brokenOff(cause);
  }
  if (parts.chunks === undefined) throw invalid('The field "file" is not valid: it is missing, or is no file.');
  const boundary = parseContentType(contentType).parameters.get('boundary') ?? '';
  return {
    file: {
      bytes: Buffer.concat(parts.chunks),
      fileName: parts.fileName,
      charset: charsetOfPart(Buffer.concat(head).toString('latin1'), boundary),
    },
    fields: parts.fields,
  };
}
