import type { LimitName, LimitOverrides } from '../platform/limits/limit-name.ts';
import type { Window } from '../platform/limits/window.ts';
import type { Plan } from './workspace.ts';

/** Limits that follow the plan. */
export type PlanLimitName = Exclude<LimitName, 'redirect.miss' | 'pages.report' | 'shares.answer' | 'people.sign-in'>;

type WindowsByPlan = Readonly<Record<Plan, readonly Window[]>>;

function perMinute(free: number, pro: number, team: number): WindowsByPlan {
  const [onFree, onPro, onTeam] = [free, pro, team].map((points) => [{ points, perSeconds: 60 }]);
  return { free: onFree ?? [], pro: onPro ?? [], team: onTeam ?? [], enterprise: onTeam ?? [] };
}

const onEveryPlan = (points: number): WindowsByPlan => perMinute(points, points, points);

const STANDARD: readonly Window[] = [
  { points: 10, perSeconds: 1 },
  { points: 10_000, perSeconds: 3_600 },
];
const ENTERPRISE: readonly Window[] = [
  { points: 100, perSeconds: 1 },
  { points: 100_000, perSeconds: 3_600 },
];

/** The tables of the three published references: links by tier, shares alike for all, pages by column. */
const WINDOWS: Readonly<Record<PlanLimitName, WindowsByPlan>> = {
  'links.api': { free: STANDARD, pro: STANDARD, team: ENTERPRISE, enterprise: ENTERPRISE },
  'shares.create': onEveryPlan(30),
  'shares.retrieve': onEveryPlan(300),
  'shares.update': onEveryPlan(60),
  'shares.list': onEveryPlan(60),
  'pages.upload': perMinute(20, 100, 200),
  'pages.read': perMinute(60, 300, 600),
  'pages.delete': perMinute(30, 150, 300),
};

/** The windows of a limit on a plan; what the operator has set holds for every plan. */
export function windowsOf(name: PlanLimitName, plan: Plan, overrides: LimitOverrides): readonly Window[] {
  return overrides[name] ?? WINDOWS[name][plan];
}
