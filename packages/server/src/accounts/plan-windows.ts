import type { LimitOverrides } from '../platform/limits/limit-name.ts';
import type { Window } from '../platform/limits/window.ts';
import type { Plan } from './workspace.ts';

/** Limits that follow the plan. */
export type PlanLimitName = 'links.api';

type Tier = 'standard' | 'enterprise';

const TIERS: Readonly<Record<Plan, Tier>> = {
  free: 'standard',
  pro: 'standard',
  team: 'enterprise',
  enterprise: 'enterprise',
};

const LINKS_API: Readonly<Record<Tier, readonly Window[]>> = {
  standard: [
    { points: 10, perSeconds: 1 },
    { points: 10_000, perSeconds: 3_600 },
  ],
  enterprise: [
    { points: 100, perSeconds: 1 },
    { points: 100_000, perSeconds: 3_600 },
  ],
};

/** The windows of a limit on a plan; what the operator has set holds for every plan. */
export function windowsOf(name: PlanLimitName, plan: Plan, overrides: LimitOverrides): readonly Window[] {
  return overrides[name] ?? LINKS_API[TIERS[plan]];
}
