/** Whose objects a query may touch. Live and test objects never meet. */
export type Scope = { readonly workspaceId: string; readonly livemode: boolean };
