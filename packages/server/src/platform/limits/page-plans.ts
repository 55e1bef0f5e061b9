import { z } from 'zod';

const MIB = 1_048_576;
const PAGES_MAX = 1_000_000_000;
const FILE_BYTES_MAX = 100 * MIB;

const visibility = z.enum(['public', 'private', 'shared']);

/** What a plan allows of pages. `pages`: how many, null for any number. */
export type PagePlan = {
  readonly pages: number | null;
  readonly fileBytes: number;
  readonly visibilities: readonly z.infer<typeof visibility>[];
  readonly defaultVisibility: z.infer<typeof visibility>;
};

export type PagePlans = Readonly<Record<'free' | 'pro' | 'team' | 'enterprise', PagePlan>>;

const ALL = visibility.options;

const USUAL: PagePlans = {
  free: { pages: 25, fileBytes: 5 * MIB, visibilities: ['public'], defaultVisibility: 'public' },
  pro: { pages: 1_000, fileBytes: 10 * MIB, visibilities: ALL, defaultVisibility: 'private' },
  team: { pages: 10_000, fileBytes: 10 * MIB, visibilities: ALL, defaultVisibility: 'private' },
  enterprise: { pages: null, fileBytes: 10 * MIB, visibilities: ALL, defaultVisibility: 'private' },
};

const setting = z.strictObject({
  pages: z.number().int().min(0).max(PAGES_MAX).nullable().optional(),
  file_bytes: z.number().int().min(1).max(FILE_BYTES_MAX).optional(),
  visibilities: z.array(visibility).min(1).optional(),
  default_visibility: visibility.optional(),
});

const settings = z.strictObject({
  free: setting.optional(),
  pro: setting.optional(),
  team: setting.optional(),
  enterprise: setting.optional(),
});

function merge(name: keyof PagePlans, set: z.infer<typeof setting> | undefined): PagePlan {
  const usual = USUAL[name];
  const visibilities = set?.visibilities ?? usual.visibilities;
  const defaultVisibility = set?.default_visibility ?? usual.defaultVisibility;
  if (!visibilities.includes(defaultVisibility)) {
    throw new Error(`the plan "${name}" makes pages ${defaultVisibility}, which is not among its visibilities`);
  }
  const pages = set?.pages === undefined ? usual.pages : set.pages;
  return { pages, fileBytes: set?.file_bytes ?? usual.fileBytes, visibilities, defaultVisibility };
}

function parseJson(json: string): unknown {
  try {
    return json.trim() === '' ? {} : JSON.parse(json);
  } catch (cause) {
    throw new Error('the plans are not valid JSON', { cause });
  }
}

/** Reads `PROFFER_PLANS`; what it leaves out is as usual. Throws an Error with a sentence. */
export function parsePagePlans(json: string): PagePlans {
  const read = settings.safeParse(parseJson(json));
  if (!read.success) {
    const [issue] = read.error.issues;
    const where =
      issue === undefined || issue.path.length === 0 ? 'the plans' : `"${issue.path.join('.')}" of the plans`;
    throw new Error(`${where}: ${issue?.message ?? 'not valid'}`);
  }
  const { free, pro, team, enterprise } = read.data;
  return {
    free: merge('free', free),
    pro: merge('pro', pro),
    team: merge('team', team),
    enterprise: merge('enterprise', enterprise),
  };
}

/** The same without public pages, for a server that forbids them: what would be public is private. */
export function withoutPublicPages(plans: PagePlans): PagePlans {
  const forbid = (plan: PagePlan): PagePlan => {
    const others = plan.visibilities.filter((one) => one !== 'public');
    return {
      ...plan,
      visibilities: others.includes('private') ? others : ['private', ...others],
      defaultVisibility: plan.defaultVisibility === 'public' ? 'private' : plan.defaultVisibility,
    };
  };
  const { free, pro, team, enterprise } = plans;
  return { free: forbid(free), pro: forbid(pro), team: forbid(team), enterprise: forbid(enterprise) };
}
