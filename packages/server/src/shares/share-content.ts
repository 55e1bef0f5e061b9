import type { ComponentRegistry } from './components/component-registry.ts';
import { parseImage } from './image-content.ts';
import type { ShareContent, ShareType } from './share.ts';
import { parseText } from './text-content.ts';

export type GivenContent = { readonly type: ShareType; readonly body: unknown };

/** What is kept of the content that a caller gave. Throws `invalid_request` and `payload_too_large`. */
export function parseContent(components: Pick<ComponentRegistry, 'parse'>, { type, body }: GivenContent): ShareContent {
  switch (type) {
    case 'text':
      return { type, body: parseText(body) };
    case 'image':
      return { type, body: parseImage(body) };
    case 'interactive':
      return { type, body: components.parse(body) };
  }
}
