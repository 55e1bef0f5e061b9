export type { Config } from './config.ts';
export { ConfigError } from './config-error.ts';
export { describeOptions, describeSettings } from './describe.ts';
export { loadConfig } from './load-config.ts';
export { type Environment, readSettings } from './read-settings.ts';
export { readOrCreateSecretKey } from './secret-key.ts';
export { VERSION } from './version.ts';
