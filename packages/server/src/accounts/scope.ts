/** Whose objects a query may touch. Live and test objects never meet. */
export type Scope = { readonly workspaceId: string; readonly livemode: boolean };

/** The scope as the tables have it. */
export const scopeColumns = ({ workspaceId, livemode }: Scope) => ({
  workspace_id: workspaceId,
  livemode: livemode ? 1 : 0,
});
