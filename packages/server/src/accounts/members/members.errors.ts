import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';

/** The same for what does not exist and for what may not be known of. */
export const workspaceNotFound = () => new AppError(FAILURES.notFound, 'There is no workspace with this id.');
export const memberNotFound = () => new AppError(FAILURES.notFound, 'There is no member with this id.');
export const invitationNotFound = () => new AppError(FAILURES.notFound, 'There is no such invitation any more.');

type Where = { readonly workspaceId: string };

export const onlyForAdmins = ({ workspaceId }: Where) =>
  new AppError(FAILURES.forbidden, 'Only an owner or an admin of this workspace may do this.', {
    refused: { missing: 'the role of an admin', workspaceId },
  });
export const roleTooHigh = ({ workspaceId }: Where) =>
  new AppError(FAILURES.forbidden, 'Only an owner may make, change or remove an owner.', {
    refused: { missing: 'the role of an owner', workspaceId },
  });
export const lastOwner = () =>
  new AppError(FAILURES.conflict, 'This is the last owner: make somebody else an owner first.');
export const notATeam = () =>
  new AppError(FAILURES.conflict, 'This is the workspace of one person, who is its only member.');
export const isMemberAlready = () => new AppError(FAILURES.conflict, 'They are a member of this workspace already.');

export const noMailServer = () =>
  new AppError(
    FAILURES.forbidden,
    'This server sends no mail, so an invitation is handed over by one of its administrators: ask them to invite.',
  );

export const invitedUnderOtherAddress = () =>
  new AppError(FAILURES.forbidden, 'This invitation is for another address than the one you are signed in with.');
