import type { Config } from './config.ts';
import type { OptionName, OptionValues } from './options.ts';
import type { Setting } from './read-settings.ts';

const S3_NEEDS = [
  'PROFFER_S3_ENDPOINT',
  'PROFFER_S3_BUCKET',
  'PROFFER_S3_ACCESS_KEY_ID',
  'PROFFER_S3_SECRET_ACCESS_KEY',
] as const;
const S3_OPTIONS = [...S3_NEEDS, 'PROFFER_S3_REGION'] as const;

const ALL_OR_NONE: readonly (readonly OptionName[])[] = [
  ['PROFFER_SMTP_URL', 'PROFFER_MAIL_FROM'],
  ['PROFFER_OIDC_ISSUER', 'PROFFER_OIDC_CLIENT_ID', 'PROFFER_OIDC_CLIENT_SECRET'],
];

/** What cannot hold together; each sentence names both options. */
export function findContradictions(settings: readonly Setting[]): readonly string[] {
  const isSet = (name: OptionName) =>
    settings.some((setting) => setting.name === name && setting.variable !== undefined);
  const problems: string[] = [];
  if (isSet('PROFFER_WEB_RISK_URL') && !isSet('PROFFER_WEB_RISK_KEY')) {
    problems.push(
      'PROFFER_WEB_RISK_URL is set and PROFFER_WEB_RISK_KEY is not: nothing would be looked up there. Set both or none.',
    );
  }
  const given = S3_OPTIONS.filter(isSet);
  const missing = S3_NEEDS.filter((name) => !isSet(name));
  if (given.length > 0 && missing.length > 0) {
    const verb = missing.length === 1 ? 'is' : 'are';
    problems.push(`${given[0]} is set and ${missing.join(', ')} ${verb} not: set all of them or none.`);
  }
  for (const group of ALL_OR_NONE) {
    const missing = group.filter((name) => !isSet(name));
    if (missing.length > 0 && missing.length < group.length) {
      problems.push(`${missing.join(' and ')} must be set as well: ${group.join(', ')} belong together.`);
    }
  }
  return problems;
}

/** Cookies know no ports: under one host name, content would share them with people's sessions. */
export function findHostClash({ http, pages }: Pick<Config, 'http' | 'pages'>): string | undefined {
  if (pages.contentUrl === undefined) return undefined;
  const [ours, contents] = [new URL(http.publicUrl).hostname, new URL(pages.contentUrl).hostname];
  return ours === contents
    ? `PROFFER_CONTENT_URL has the host name of PROFFER_PUBLIC_URL (${ours}): it separates nothing. Give it another, or leave it out.`
    : undefined;
}

/** What can hold together, and is a mistake more often than not. */
export function findDoubts(values: OptionValues): readonly string[] {
  const doubts: string[] = [];
  if (values.PROFFER_PUBLIC_URL?.startsWith('https:') && values.PROFFER_TRUSTED_PROXIES.size === 0) {
    doubts.push(
      'PROFFER_PUBLIC_URL is https, which a proxy must provide, and PROFFER_TRUSTED_PROXIES is empty: ' +
        'every visitor will seem to come from the address of the proxy.',
    );
  }
  return doubts;
}
