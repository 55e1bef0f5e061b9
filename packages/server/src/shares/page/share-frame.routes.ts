import { z } from '@hono/zod-openapi';
import { Hono } from 'hono';
import { describeIssues } from '../../platform/http/api.ts';
import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';
import { readJson } from '../../platform/http/read-json.ts';
import { chooseLanguage, renderComponentFrame } from '../../web/index.ts';
import { giveAnswer } from '../answers/give-answer.ts';
import { readAnswers } from '../answers/read-answers.ts';
import type { ComponentRegistry } from '../components/component-registry.ts';
import type { ReadShare } from '../read-share-content.ts';
import type { RetrievalEnv } from '../retrieval-request.ts';
import { shareNotFound } from '../shares.errors.ts';
import { readVisitor, recogniseVisitor } from './share-cookies.ts';
import { readShown } from './share-files.routes.ts';
import type { SharePageDeps } from './share-page-deps.ts';

const BODY_BYTES_MAX = 1_024;

const answerBody = z.strictObject({ choice: z.int().min(0, 'it must be 0 or more').max(10_000) });

/** The component of a share, with its props as its schema completes them. */
function componentOf(components: ComponentRegistry, { content }: ReadShare) {
  const component = content.type === 'interactive' ? components.find(content.body.component) : undefined;
  if (content.type !== 'interactive' || component === undefined) throw shareNotFound();
  const props = component.props.parse(content.body.props);
  return { component, props, choices: component.choices?.(content.body.props) };
}

function readChoice(body: unknown): number {
  const result = answerBody.safeParse(body);
  if (result.success) return result.data.choice;
  throw new AppError(FAILURES.invalid, describeIssues(result.error.issues), { cause: result.error });
}

/** The sandbox of a component, and what a visitor chooses in it. The answer is sent by the page around, because the sandbox cannot. */
export function shareFrameRoutes(deps: SharePageDeps) {
  return new Hono<RetrievalEnv>()
    .get('/:reference/frame', async (c) => {
      const read = await readShown(c, deps, c.req.param('reference'));
      const { component, props, choices } = componentOf(deps.components, read);
      const visitor = choices === undefined ? undefined : recogniseVisitor(c, deps, read.share);
      const answers =
        visitor === undefined || choices === undefined
          ? null
          : await readAnswers(deps.db, read.share.id, visitor, choices);
      const language = chooseLanguage(c.req.header('accept-language'));
      const { body, headers } = renderComponentFrame({ ...component, props, answers }, language);
      return c.body(body, 200, headers);
    })
    .post('/:reference/answer', readJson(BODY_BYTES_MAX), async (c) => {
      const { share, content } = await readShown(c, deps, c.req.param('reference'));
      const { choices } = componentOf(deps.components, { share, content });
      const visitor = readVisitor(c, deps, share);
      if (visitor === undefined || choices === undefined) throw shareNotFound();
      const choice = readChoice(await c.req.json());
      const clientAddress = c.get('clientAddress');
      const answers = await giveAnswer(deps, { shareId: share.id, visitor, choice, choices, clientAddress });
      return c.json({ success: true, data: answers }, 200, { 'Cache-Control': 'no-store' });
    });
}
