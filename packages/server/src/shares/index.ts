export { ComponentError } from './components/component-error.ts';
export type { ComponentContent, ComponentRegistry } from './components/component-registry.ts';
export { componentRoutes } from './components/components.routes.ts';
export { openComponents } from './components/open-components.ts';
export { sharesDialect } from './shares.dialect.ts';
