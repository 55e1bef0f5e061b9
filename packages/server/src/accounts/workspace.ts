/** What a workspace may use: it chooses the column of every table of limits. */
export const PLANS = ['free', 'pro', 'team', 'enterprise'] as const;
export type Plan = (typeof PLANS)[number];

/** `personal` belongs to one person, whose username its handle is; `team` to everybody who was invited. */
export type WorkspaceKind = 'personal' | 'team';

/** The owner of links, shares and pages. */
export type Workspace = {
  readonly id: string;
  readonly handle: string;
  readonly kind: WorkspaceKind;
  readonly name: string;
  readonly plan: Plan;
  readonly createdAtMs: number;
};
