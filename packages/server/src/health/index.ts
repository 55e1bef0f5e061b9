export { type HealthDeps, healthRoutes } from './health.routes.ts';
export type { HealthCheck } from './readiness.ts';
