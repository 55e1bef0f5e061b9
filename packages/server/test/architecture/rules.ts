import * as features from './feature-rules.ts';
import * as fileKinds from './file-kind-rules.ts';
import * as processRules from './process-rules.ts';
import type { Rule } from './rule.ts';
import * as shapes from './shape-rules.ts';

/** Every rule by its name. */
export const rules: Readonly<Record<string, Rule>> = { ...features, ...fileKinds, ...processRules, ...shapes };
