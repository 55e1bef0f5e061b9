import { join, resolve } from 'node:path';
import type { BlobLocation } from '../platform/blobs/open-blobs.ts';
import type { DatabaseLocation } from '../platform/db/open-database.ts';
import { withoutPublicPages } from '../platform/limits/page-plans.ts';
import type { Config } from './config.ts';
import { ConfigError } from './config-error.ts';
import { findContradictions, findDoubts, findHostClash } from './cross-checks.ts';
import type { OptionValues } from './options.ts';
import { type Environment, readSettings } from './read-settings.ts';
import { readValues } from './read-values.ts';
import { findUnknownVariables } from './unknown-variables.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const MEGABYTE = 1024 * 1024;
const DAY_MS = 86_400_000;
const WEB_RISK_URL = 'https://webrisk.googleapis.com';

function freeze<Parts extends object>(parts: Parts): Parts {
  for (const part of Object.values(parts)) {
    // A typed array cannot be frozen.
    if (typeof part === 'object' && part !== null && !ArrayBuffer.isView(part)) freeze(part);
  }
  return Object.freeze(parts);
}

function databaseOf(url: string | undefined, dataDir: string): DatabaseLocation {
  return url === undefined ? { engine: 'sqlite', file: join(dataDir, 'proffer.sqlite') } : { engine: 'postgres', url };
}

function blobsOf(values: OptionValues, dataDir: string): BlobLocation {
  const {
    PROFFER_S3_ENDPOINT: endpoint,
    PROFFER_S3_BUCKET: bucket,
    PROFFER_S3_REGION: region,
    PROFFER_S3_ACCESS_KEY_ID: accessKeyId,
    PROFFER_S3_SECRET_ACCESS_KEY: secretAccessKey,
  } = values;
  // The cross-checks have refused some of them without the others.
  if (endpoint === undefined || bucket === undefined || accessKeyId === undefined || secretAccessKey === undefined) {
    return { kind: 'folder', directory: join(dataDir, 'blobs') };
  }
  return { kind: 's3', endpoint, bucket, region, accessKeyId, secretAccessKey };
}

// `findContradictions` has seen to it that all parts are there or none.

function mailOf({ PROFFER_SMTP_URL: smtpUrl, PROFFER_MAIL_FROM: from }: OptionValues): Config['mail'] {
  return smtpUrl === undefined || from === undefined ? undefined : { smtpUrl, from };
}

function oidcOf(values: OptionValues): Config['people']['oidc'] {
  const { PROFFER_OIDC_ISSUER: issuer, PROFFER_OIDC_CLIENT_ID: clientId, PROFFER_OIDC_NAME: name } = values;
  const clientSecret = values.PROFFER_OIDC_CLIENT_SECRET;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return undefined;
  return { issuer, clientId, clientSecret, name };
}

function toConfig(values: OptionValues, warnings: readonly string[]): Config {
  const dataDir = resolve(values.PROFFER_DATA_DIR);
  const webRiskKey = values.PROFFER_WEB_RISK_KEY;
  return {
    http: {
      host: values.HOST,
      port: values.PORT,
      publicUrl: values.PROFFER_PUBLIC_URL ?? new URL(`http://localhost:${values.PORT}`).origin,
      trustedProxies: values.PROFFER_TRUSTED_PROXIES,
    },
    stop: {
      delayMs: values.PROFFER_STOP_DELAY_SECONDS * SECOND_MS,
      graceMs: values.PROFFER_STOP_GRACE_SECONDS * SECOND_MS,
    },
    storage: {
      dataDir,
      database: databaseOf(values.DATABASE_URL, dataDir),
      journalDirectory: join(dataDir, 'journal'),
      blobs: blobsOf(values, dataDir),
    },
    secretKey: values.PROFFER_SECRET_KEY,
    limits: values.PROFFER_LIMITS,
    egress: { allow: values.PROFFER_EGRESS_ALLOW },
    log: { level: values.PROFFER_LOG_LEVEL },
    links: {
      blockListFile: resolve(values.PROFFER_BLOCK_LIST_FILE ?? join(dataDir, 'block-list.txt')),
      recheckEveryMs: values.PROFFER_RECHECK_HOURS * HOUR_MS,
      webRisk:
        webRiskKey === undefined
          ? undefined
          : { key: webRiskKey, baseUrl: values.PROFFER_WEB_RISK_URL ?? WEB_RISK_URL },
      redirectCacheBytesMax: values.PROFFER_REDIRECT_CACHE_MB * MEGABYTE,
    },
    shares: {
      componentsDirectory:
        values.PROFFER_COMPONENTS_DIR === undefined ? undefined : resolve(values.PROFFER_COMPONENTS_DIR),
      retention: {
        eraseAfterMs: values.PROFFER_SHARE_ERASE_MINUTES * MINUTE_MS,
        keepRecordMs: values.PROFFER_SHARE_RECORD_DAYS * DAY_MS,
      },
      cacheBytesMax: values.PROFFER_SHARE_CACHE_MB * MEGABYTE,
    },
    pages: {
      plans: values.PROFFER_PUBLIC_PAGES === 'on' ? values.PROFFER_PLANS : withoutPublicPages(values.PROFFER_PLANS),
      contentUrl: values.PROFFER_CONTENT_URL,
      publicPages: values.PROFFER_PUBLIC_PAGES === 'on',
      cacheBytesMax: values.PROFFER_PAGE_CACHE_MB * MEGABYTE,
    },
    visits: {
      journalSync: values.PROFFER_JOURNAL_SYNC,
      retentionDays: values.PROFFER_VISIT_RETENTION_DAYS === 0 ? undefined : values.PROFFER_VISIT_RETENTION_DAYS,
      honourPrivacySignal: values.PROFFER_HONOUR_GPC === 'on',
    },
    events: { retentionMs: values.PROFFER_EVENT_RETENTION_DAYS * DAY_MS },
    mail: mailOf(values),
    people: { signUp: values.PROFFER_SIGN_UP, oidc: oidcOf(values) },
    warnings,
  };
}

/** Reads the configuration out of `env` and the files it names. Throws `ConfigError` with everything that is wrong. */
export function loadConfig(env: Environment): Config {
  const settings = readSettings(env);
  const { values, problems } = readValues(settings);
  const contradictions = findContradictions(settings);
  if (values === undefined || contradictions.length > 0) throw new ConfigError([...problems, ...contradictions]);
  const config = toConfig(values, [...findUnknownVariables(env), ...findDoubts(values)]);
  const clash = findHostClash(config);
  if (clash !== undefined) throw new ConfigError([clash]);
  return freeze(config);
}
