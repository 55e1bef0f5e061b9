import { Hono } from 'hono';
import { z } from 'zod';
import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';
import { readForm } from '../../platform/http/read-form.ts';
import { isId } from '../../platform/ids.ts';
import { toWorkspace } from '../find-workspace.ts';
import { changeRole, handOver } from '../members/change-role.ts';
import { endMembership } from '../members/end-membership.ts';
import { invite } from '../members/invite.ts';
import { listMembers } from '../members/list-members.ts';
import type { Steward } from '../members/member-deps.ts';
import { workspaceNotFound } from '../members/members.errors.ts';
import { listInvitations, takeBackInvitation } from '../members/open-invitations.ts';
import { maySeeToMembers } from '../members/roles.ts';
import { findWorkspaceRowOfMember } from '../people/memberships.store.ts';
import { emailInput, roleInput } from '../people-api/people.schema.ts';
import type { RefusalDeps } from '../record-refusal.ts';
import { currentSession, type Session } from '../sign-in/current-session.ts';
import type { Workspace } from '../workspace.ts';
import { parseFields } from './parse-fields.ts';
import {
  answerScreen,
  goTo,
  languageOf,
  personalCaller,
  type ScreenContext,
  type ScreenDeps,
  type ScreenEnv,
  screenTexts,
  sessionOfForm,
  statusOf,
} from './screen-request.ts';
import { type TeamFacts, teamScreen } from './team-screen.ts';
import { problemText } from './texts/problem-text.ts';

const inviteFields = z.object({ email: emailInput, role: roleInput });
const roleFields = z.object({ person: z.string(), role: roleInput });
const personFields = z.object({ person: z.string() });

type Standing = { readonly session: Session; readonly steward: Steward; readonly workspace: Workspace };

/** `/account/workspaces/<id>`. */
export function teamScreens(deps: ScreenDeps & RefusalDeps): Hono<ScreenEnv> {
  const routes = new Hono<ScreenEnv>();

  async function standingOf(c: ScreenContext, session: Session): Promise<Standing> {
    const id = c.req.param('id') ?? '';
    const { person } = session;
    const row = isId('wsp', id) ? await findWorkspaceRowOfMember(deps.db, id, person.id) : undefined;
    if (row === undefined) throw workspaceNotFound();
    const { role, ...columns } = row;
    const { administrator, id: personId } = person;
    const steward = { ...personalCaller(c, person), workspaceId: id, role, personId, administrator };
    return { session, steward, workspace: toWorkspace(columns) };
  }

  async function show(c: ScreenContext, standing: Standing, more: Partial<TeamFacts> = {}, status = 200) {
    const { session, steward, workspace } = standing;
    const facts = {
      person: session.person,
      workspace,
      role: steward.role,
      members: await listMembers(deps, workspace.id),
      invitations: maySeeToMembers(steward.role) ? await listInvitations(deps, steward) : [],
      sendsMail: deps.mail.isConfigured,
    };
    return answerScreen(c, teamScreen(screenTexts(c), { ...facts, ...more }), statusOf(status));
  }

  const signInFirst = (c: ScreenContext) =>
    goTo(c, `/sign-in?next=${encodeURIComponent(`/account/workspaces/${c.req.param('id')}`)}`);

  type Work = (
    c: ScreenContext,
    standing: Standing,
    form: Readonly<Record<string, string>>,
  ) => Promise<Response | undefined>;

  function onForm(action: string, work: Work): void {
    routes.post(`/account/workspaces/:id/${action}`, async (c) => {
      const session = await sessionOfForm(deps, c);
      if (session === undefined) return signInFirst(c);
      const standing = await standingOf(c, session);
      try {
        const done = await work(c, standing, await readForm(c));
        return done ?? goTo(c, `/account/workspaces/${standing.workspace.id}`);
      } catch (error) {
        await deps.recordRefusal(c, error, standing.steward);
        const status = error instanceof AppError ? error.status : FAILURES.invalid.status;
        return show(c, standing, { problem: problemText(error, languageOf(c)) }, status);
      }
    });
  }

  routes.get('/account/workspaces/:id', async (c) => {
    const session = await currentSession(deps, c.req.raw);
    return session === undefined ? signInFirst(c) : show(c, await standingOf(c, session));
  });

  onForm('invite', async (c, standing, form) => {
    const { email, role } = parseFields(inviteFields, form);
    const { handOverUrl } = await invite(deps, standing.steward, { email, role, language: languageOf(c) });
    return show(c, standing, { invited: { email, handOverUrl } }, 201);
  });
  onForm('take-back', async (_c, { steward }, { id = '' }) => {
    await takeBackInvitation(deps, steward, id);
    return undefined;
  });
  onForm('role', async (_c, { steward }, form) => {
    const { person, role } = parseFields(roleFields, form);
    await changeRole(deps, steward, person, role);
    return undefined;
  });
  onForm('remove', async (_c, { steward }, form) => {
    await endMembership(deps, steward, parseFields(personFields, form).person);
    return undefined;
  });
  onForm('hand-over', async (_c, { steward }, form) => {
    await handOver(deps, steward, parseFields(personFields, form).person);
    return undefined;
  });
  onForm('leave', async (c, { steward, session }) => {
    await endMembership(deps, steward, session.person.id);
    return goTo(c, '/account?saved');
  });
  return routes;
}
