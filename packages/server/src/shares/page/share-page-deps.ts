import type { LimitOverrides } from '../../platform/limits/limit-name.ts';
import type { Limits } from '../../platform/limits/limits.ts';
import type { TextRenderer } from '../../web/index.ts';
import type { ComponentRegistry } from '../components/component-registry.ts';
import type { ShareDeps } from '../share-deps.ts';

/** What the pages of shares need beside the use cases. */
export type SharePageDeps = ShareDeps & {
  readonly components: ComponentRegistry;
  readonly textRenderer: TextRenderer;
  readonly limits: Limits;
  readonly limitOverrides: LimitOverrides;
};
