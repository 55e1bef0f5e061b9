export { privacyRoutes, receiptRoutes } from './privacy.routes.ts';
export type { PrivacyDeps } from './privacy-deps.ts';
export { readReceipt } from './read-receipt.ts';
export { toReceipt } from './receipt.ts';
export { requestErasure } from './request-erasure.ts';
export { runErasures } from './run-erasures.ts';
