import type { IssuedKey, OperatorKey } from '../../accounts/index.ts';

type Issued = IssuedKey & Pick<OperatorKey, 'workspace'>;

/** The one object of `--json`: its fields are part of the contract. */
function toJson({ key, token, workspace }: Issued): string {
  return JSON.stringify({
    key: token,
    id: key.id,
    kind: key.kind,
    workspace_id: key.scope.workspaceId,
    username: workspace.handle,
    plan: workspace.plan,
  });
}

/** For people: the key has a line of its own, to be copied. */
function toText({ key, token, workspace }: Issued): string {
  return [
    `A ${key.kind} key of the workspace "${workspace.handle}" on the plan ${workspace.plan}:`,
    '',
    token,
    '',
    `It is shown once: keep it now. Its id is ${key.id}.`,
  ].join('\n');
}

export function describeIssuedKey(issued: Issued, asJson: boolean | undefined): string {
  return asJson === true ? toJson(issued) : toText(issued);
}
