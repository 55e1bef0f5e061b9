import type { BlobLocation } from '../platform/blobs/open-blobs.ts';
import type { DatabaseLocation } from '../platform/db/open-database.ts';
import type { LimitOverrides } from '../platform/limits/limit-name.ts';
import type { PagePlans } from '../platform/limits/page-plans.ts';
import type { LogLevel } from '../platform/log.ts';
import type { CidrList } from '../platform/net/cidr-list.ts';

/** What the operator decided, read once, in parts for those who need them. What each means: docs/reference/configuration.md. */
export type Config = {
  readonly http: {
    readonly host: string;
    readonly port: number;
    /** An origin, without a slash at the end. */
    readonly publicUrl: string;
    readonly trustedProxies: CidrList;
  };
  readonly stop: { readonly delayMs: number; readonly graceMs: number };
  /** Paths are absolute. */
  readonly storage: {
    readonly dataDir: string;
    readonly database: DatabaseLocation;
    readonly journalDirectory: string;
    readonly blobs: BlobLocation;
  };
  /** As given by the operator; `readOrCreateSecretKey` knows what holds without it. */
  readonly secretKey: Buffer | undefined;
  readonly limits: LimitOverrides;
  readonly egress: { readonly allow: CidrList };
  readonly log: { readonly level: LogLevel };
  readonly links: {
    readonly blockListFile: string;
    readonly recheckEveryMs: number;
    readonly webRisk: { readonly key: string; readonly baseUrl: string } | undefined;
    readonly redirectCacheBytesMax: number;
  };
  readonly shares: {
    /** Undefined: only the components that are built in. */
    readonly componentsDirectory: string | undefined;
    /** Both from the end of a share on. */
    readonly retention: { readonly eraseAfterMs: number; readonly keepRecordMs: number };
    readonly cacheBytesMax: number;
  };
  readonly pages: {
    readonly plans: PagePlans;
    /** An origin, without a slash at the end; undefined: pages are shown under the public one. */
    readonly contentUrl: string | undefined;
    readonly publicPages: boolean;
    readonly cacheBytesMax: number;
  };
  readonly visits: {
    readonly journalSync: 'interval' | 'always';
    /** Undefined is for ever. */
    readonly retentionDays: number | undefined;
    readonly honourPrivacySignal: boolean;
  };
  readonly events: { readonly retentionMs: number };
  /** Undefined: no mail is sent. */
  readonly mail: { readonly smtpUrl: string; readonly from: string } | undefined;
  readonly people: {
    readonly signUp: 'invited' | 'provider' | 'anyone';
    readonly oidc:
      | {
          readonly issuer: string;
          readonly clientId: string;
          readonly clientSecret: string;
          readonly name: string;
        }
      | undefined;
  };
  /** Sentences for the log about what may be a mistake, though the server can start. */
  readonly warnings: readonly string[];
};
