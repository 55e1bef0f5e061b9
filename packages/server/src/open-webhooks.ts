import type { Config } from './config/index.ts';
import { createEgressPolicy } from './platform/net/egress-policy.ts';
import { createGuardedFetch } from './platform/net/guarded-fetch.ts';
import { interfaceAddresses, resolveAll } from './platform/net/system-network.ts';
import type { WebhookDeps } from './webhooks/index.ts';

/** How webhooks reach the world: through the guarded client, whose rules an address has to meet when it is set, too. */
export function openWebhooks({ egress }: Pick<Config, 'egress'>): Pick<WebhookDeps, 'webhookFetch' | 'webhookEgress'> {
  const mayConnect = createEgressPolicy(egress.allow, interfaceAddresses);
  return {
    webhookFetch: createGuardedFetch({ mayConnect, resolve: resolveAll }),
    webhookEgress: { mayConnect, isAllowedNetwork: (address) => egress.allow.includes(address), resolve: resolveAll },
  };
}
