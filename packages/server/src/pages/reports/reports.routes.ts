import { type Context, Hono } from 'hono';
import { readForm } from '../../platform/http/read-form.ts';
import type { RequestEnv } from '../../platform/http/request-env.ts';
import { chooseLanguage } from '../../web/index.ts';
import { parsePageTarget } from '../show/page-address.ts';
import type { PageReportDeps } from './page-report-deps.ts';
import { renderReportForm, renderReportThanks } from './render-report.ts';
import { readReport } from './report.schema.ts';
import { reportPage, requirePublicPage } from './report-page.ts';

const PATH = '/:username/:slug/report';

/** Where a visitor reports a public page to the operator. It needs no account, so a form of another site may send one as well. */
export function pageReportRoutes(deps: PageReportDeps): Hono<RequestEnv> {
  const languageOf = (c: Context) => chooseLanguage(c.req.header('Accept-Language'));
  const pathOf = (c: Context) => `/${c.req.param('username')}/${c.req.param('slug')}`;

  return new Hono<RequestEnv>()
    .get(PATH, async (c) => {
      const path = pathOf(c);
      await requirePublicPage(deps, parsePageTarget(path));
      const { body, headers } = renderReportForm(path, new URL(deps.publicUrl).host, languageOf(c));
      return c.body(body, 200, headers);
    })
    .post(PATH, async (c) => {
      const report = readReport(await readForm(c));
      await reportPage(deps, parsePageTarget(pathOf(c)), report, c.get('clientAddress'));
      const { body, headers } = renderReportThanks(languageOf(c));
      return c.body(body, 200, headers);
    });
}
