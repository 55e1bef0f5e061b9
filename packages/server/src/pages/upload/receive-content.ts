import type { Context } from 'hono';
import type { Workspace } from '../../accounts/index.ts';
import { describeIssues } from '../../platform/http/api.ts';
import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';
import { type Access, type Asker, planOf, reachWorkspace } from '../page-access.ts';
import type { PageDeps } from '../page-deps.ts';
import { type UploadDetails, uploadDetails } from '../pages.schema.ts';
import { checkContent } from './check-content.ts';
import { fileTooLarge, receiveUpload } from './receive-upload.ts';
import type { HtmlContent, ReceivedFile } from './upload.ts';

type Deps = Pick<PageDeps, 'db' | 'pagePlans'>;
type Fields = ReadonlyMap<string, string>;

export type NewPageRequest = {
  readonly access: Access;
  readonly content: HtmlContent;
  readonly details: UploadDetails;
};

function checkSize(deps: Deps, workspace: Workspace, { bytes }: ReceivedFile): void {
  const { fileBytes } = planOf(deps, workspace);
  if (bytes.length > fileBytes) throw fileTooLarge(fileBytes);
}

function readDetails(query: UploadDetails, fields: Fields): UploadDetails {
  const read = uploadDetails.safeParse(Object.fromEntries(fields));
  if (!read.success) throw new AppError(FAILURES.invalid, describeIssues(read.error.issues), { cause: read.error });
  const twice = Object.keys(query).find((name) => fields.has(name));
  if (twice === undefined) return { ...query, ...read.data };
  throw new AppError(FAILURES.invalid, `The field "${twice}" is in the form and in the address.`);
}

/** A form may name its workspace behind its file. Until then a file may be as large as any workspace in reach could allow. */
function bytesMaxOf({ pagePlans }: Deps, { principal }: Asker, { workspace }: Access, query: UploadDetails): number {
  const own = pagePlans[workspace.plan].fileBytes;
  const reachesOthers = principal.personId !== null || principal.kind === 'personal';
  if (!reachesOthers || query.workspace_id !== undefined) return own;
  return Math.max(...Object.values(pagePlans).map(({ fileBytes }) => fileBytes));
}

/** Reads a request for a new page: who may make it is settled before its body is read. */
export async function receiveNewPage(
  deps: Deps,
  asker: Asker,
  c: Context,
  query: UploadDetails,
): Promise<NewPageRequest> {
  const named = await reachWorkspace(deps, asker, query.workspace_id, 'write');
  const isForm = /^multipart\//i.test(c.req.header('content-type') ?? '');
  const bytesMax = isForm ? bytesMaxOf(deps, asker, named, query) : planOf(deps, named.workspace).fileBytes;
  const { file, fields } = await receiveUpload(c, bytesMax);
  const details = readDetails(query, fields);
  const access = fields.has('workspace_id') ? await reachWorkspace(deps, asker, details.workspace_id, 'write') : named;
  checkSize(deps, access.workspace, file);
  return { access, content: await checkContent(file), details };
}

/** Reads a request with new content for a page. */
export async function receiveNewContent(deps: Deps, access: Access, c: Context): Promise<HtmlContent> {
  const { file, fields } = await receiveUpload(c, planOf(deps, access.workspace).fileBytes);
  const [unknown] = fields.keys();
  if (unknown !== undefined) {
    throw new AppError(FAILURES.invalid, `The field "${unknown.slice(0, 100).toWellFormed()}" is not known.`);
  }
  return checkContent(file);
}
