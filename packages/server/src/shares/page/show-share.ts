import { hostOf, type ShareFacts, type SharePage } from '../../web/index.ts';
import type { Share, ShareContent } from '../share.ts';
import type { SharePageDeps } from './share-page-deps.ts';

type Deps = Pick<SharePageDeps, 'textRenderer' | 'components'>;

export function factsOf(share: Share, address: string, usedViews = share.spentViews): ShareFacts {
  const { expiresAtMs, maxViews } = share;
  return { address, expiresAtMs, views: maxViews === null ? undefined : { used: usedViews, max: maxViews } };
}

/** A share that can be seen only once more does not come back for whoever has only its address. */
const isGuarded = ({ maxViews, hasPassword }: Share) => maxViews !== null || hasPassword;

/** The page of a share with its content. */
export async function showShare(
  deps: Deps,
  share: Share,
  content: ShareContent,
  facts: ShareFacts,
): Promise<SharePage> {
  const shown = { facts, again: isGuarded(share) };
  switch (content.type) {
    case 'text':
      return {
        ...shown,
        kind: 'text',
        html: await deps.textRenderer.render(content.body, { keep: !isGuarded(share) }),
      };
    case 'image':
      return content.body.startsWith('data:')
        ? { ...shown, kind: 'image', source: `${facts.address}/image`, host: undefined }
        : { ...shown, kind: 'image', source: content.body, host: hostOf(content.body) ?? content.body };
    case 'interactive': {
      const { component } = content.body;
      if (deps.components.find(component) !== undefined) return { ...shown, kind: 'interactive', component };
      // The operator has taken it away: what it was made of can still be read.
      const json = `\`\`\`json\n${JSON.stringify(content.body, null, 2)}\n\`\`\``;
      return { ...shown, kind: 'text', html: await deps.textRenderer.render(json, { keep: false }) };
    }
  }
}
