import type { z } from 'zod';
import { LIMIT_NAMES } from '../platform/limits/limit-name.ts';
import { parsePagePlans } from '../platform/limits/page-plans.ts';
import { parseLimits } from '../platform/limits/parse-limits.ts';
import { LOG_LEVELS } from '../platform/log.ts';
import { parseCidrList } from '../platform/net/cidr-list.ts';
import { BLOB_OPTIONS } from './blob-options.ts';
import { maskAll, maskPassword } from './mask.ts';
import type { Option } from './option.ts';
import {
  host,
  issuer,
  mailFrom,
  oneOf,
  origin,
  postgresUrl,
  readBy,
  secretKey,
  smtpUrl,
  text,
  wholeNumber,
} from './option-types.ts';
import { PAGE_OPTIONS } from './page-options.ts';

const networks = readBy(parseCidrList);

/** Everything an operator can set. The reference, the checks and the types all come from this table. */
export const OPTIONS = {
  PORT: {
    group: 'Server',
    schema: wholeNumber(1, 65_535),
    fallback: '8080',
    description: 'Port to listen on.',
  },
  HOST: {
    group: 'Server',
    schema: host,
    fallback: '127.0.0.1',
    description:
      'Address to listen on. The default is reached from this machine only; `::` is every address of the machine, of IPv4 as well, ' +
      'which is what a container needs.',
  },
  PROFFER_PUBLIC_URL: {
    group: 'Server',
    schema: origin,
    without: '`http://localhost` with the port',
    description:
      'What the world calls this server: an origin, such as `https://example.com`. Short links begin with it.',
  },
  PROFFER_DATA_DIR: {
    group: 'Storage',
    schema: text,
    fallback: './data',
    description:
      'Directory for everything that is kept: the SQLite database, the journal of clicks, the secret key. It is made when it is ' +
      'missing. Each server needs one of its own, on a local disk.',
  },
  DATABASE_URL: {
    group: 'Storage',
    schema: postgresUrl,
    without: 'SQLite in the data directory',
    mask: maskPassword,
    description:
      'Address of a PostgreSQL database, such as `postgres://user:password@host:5432/name`. Several servers may share it. A connection is waited for 2 seconds, or as many as `?connect_timeout=` says.',
  },
  PROFFER_SECRET_KEY: {
    group: 'Storage',
    schema: secretKey,
    without: '`secret.key` in the data directory, made at the first start',
    mask: maskAll,
    description:
      'The key that seals what is kept: 32 bytes in base64, such as `openssl rand -base64 32` prints. Servers that share a database ' +
      'need the same. Without it the data cannot be read: keep a copy away from the data.',
  },
  ...BLOB_OPTIONS,
  PROFFER_TRUSTED_PROXIES: {
    group: 'Network',
    schema: networks,
    fallback: '',
    description:
      'Networks (addresses or CIDRs, separated by commas) of the proxies whose `X-Forwarded-*` headers are believed.',
  },
  PROFFER_EGRESS_ALLOW: {
    group: 'Network',
    schema: networks,
    fallback: '',
    description:
      'Private networks (addresses or CIDRs, separated by commas) that webhooks and checks may reach all the same. Everything that ' +
      'is not a public address is refused otherwise.',
  },
  PROFFER_LIMITS: {
    group: 'Limits',
    schema: readBy(parseLimits),
    fallback: '{}',
    description:
      'Limits in place of the usual ones, as JSON from a name to its windows, such as `{"shares.create":["30/min"]}`. They hold for ' +
      `every plan. Names: ${LIMIT_NAMES.map((name) => `\`${name}\``).join(', ')}.`,
  },
  PROFFER_PLANS: {
    group: 'Limits',
    schema: readBy(parsePagePlans),
    fallback: '{}',
    description:
      'What plans allow of pages, in place of the usual, as JSON such as `{"free":{"pages":50}}`. For each of `free`, `pro`, `team`, ' +
      '`enterprise`: `pages` (a number, or null for any), `file_bytes`, `visibilities` (a list of `public`, `private`, `shared`) and ' +
      '`default_visibility`.',
  },
  PROFFER_BLOCK_LIST_FILE: {
    group: 'Links',
    schema: text,
    without: '`block-list.txt` in the data directory',
    description:
      'File of hosts that no link may lead to, one a line. It is read again when it changes; it need not exist.',
  },
  PROFFER_RECHECK_HOURS: {
    group: 'Links',
    schema: wholeNumber(1, 8_760),
    fallback: '24',
    description: 'Hours after which the destination of a link is checked again.',
  },
  PROFFER_WEB_RISK_KEY: {
    group: 'Links',
    schema: text,
    without: 'destinations are not looked up',
    mask: maskAll,
    description: 'Key for the Google Web Risk lookup API. With it, every destination is sent there to be checked.',
  },
  PROFFER_WEB_RISK_URL: {
    group: 'Links',
    schema: origin,
    without: '`https://webrisk.googleapis.com`',
    description: 'Another server that answers as the Web Risk lookup API does.',
  },
  PROFFER_REDIRECT_CACHE_MB: {
    group: 'Links',
    schema: wholeNumber(1, 16_384),
    fallback: '64',
    description:
      'Megabytes of links that are kept in memory, where a redirect needs no database. One takes about 40 bytes and its destination. ' +
      'The newest are read into it after the start, as far as there is room.',
  },
  PROFFER_COMPONENTS_DIR: {
    group: 'Shares',
    schema: text,
    without: 'only the components that every server has',
    description:
      'Folder with components of your own for interactive shares, one ES module each. They are checked when the server starts, and ' +
      'it does not start with a broken one.',
  },
  PROFFER_SHARE_ERASE_MINUTES: {
    group: 'Shares',
    schema: wholeNumber(10, 10_080),
    fallback: '30',
    description:
      'Minutes after which the content of a share that has ended, by time or by views, is erased. A browser that was shown it can show ' +
      'it again for ten of them.',
  },
  PROFFER_SHARE_RECORD_DAYS: {
    group: 'Shares',
    schema: wholeNumber(1, 36_500),
    fallback: '30',
    description:
      'Days for which the record of a share that has ended is kept, without its content, so that lists say that it has expired. Its ' +
      'visits go with it.',
  },
  PROFFER_SHARE_CACHE_MB: {
    group: 'Shares',
    schema: wholeNumber(1, 65_536),
    fallback: '32',
    description:
      'Megabytes of shares without a password and without a limit of views that are kept in memory, where showing one needs no ' +
      'database.',
  },
  ...PAGE_OPTIONS,
  PROFFER_JOURNAL_SYNC: {
    group: 'Visits',
    schema: oneOf(['interval', 'always']),
    fallback: 'interval',
    description:
      'When the journal of clicks is flushed to the disk. Answered clicks survive the end of the process in both cases. `interval`: ' +
      'each second, so that a power cut takes at most that. `always`: before each answer, which makes redirects as slow as the disk.',
  },
  PROFFER_VISIT_RETENTION_DAYS: {
    group: 'Visits',
    schema: wholeNumber(0, 36_500),
    fallback: '395',
    description: 'Days for which single visits are kept; `0` is for ever. Counts by hour and day stay.',
  },
  PROFFER_HONOUR_GPC: {
    group: 'Visits',
    schema: oneOf(['on', 'off']),
    fallback: 'off',
    description:
      'Whether `Sec-GPC: 1` (Global Privacy Control) is honoured: such a visit is counted, and nothing of its address, place, referrer ' +
      'or visitor is kept. All such visits together count as one visitor.',
  },
  PROFFER_EVENT_RETENTION_DAYS: {
    group: 'Events',
    schema: wholeNumber(4, 36_500),
    fallback: '30',
    description:
      'Days for which events are kept, to be read, and sent again by webhooks. The audit is kept for good. At least 4: a delivery is ' +
      'tried for three days.',
  },
  PROFFER_SMTP_URL: {
    group: 'People',
    schema: smtpUrl,
    without: 'no mail is sent',
    mask: maskPassword,
    description:
      'Mail server for sign-in links and invitations, such as `smtp://user:password@mail.example:587` or `smtps://…:465`. Without one, ' +
      'administrators are given the addresses to hand over, and nothing says that it was sent.',
  },
  PROFFER_MAIL_FROM: {
    group: 'People',
    schema: mailFrom,
    without: 'needed with `PROFFER_SMTP_URL`',
    description: 'Sender of mails, such as `Proffer <proffer@example.com>`.',
  },
  PROFFER_SIGN_UP: {
    group: 'People',
    schema: oneOf(['invited', 'provider', 'anyone']),
    fallback: 'invited',
    description:
      'Who becomes a person here by signing in for the first time: `invited` (those who were invited, or with whom something was ' +
      'shared), `provider` (also everybody for whom the OpenID Connect provider vouches), `anyone` (every address that can read its mail).',
  },
  PROFFER_OIDC_ISSUER: {
    group: 'People',
    schema: issuer,
    without: 'no sign-in by OpenID Connect',
    description:
      'Issuer of an OpenID Connect provider, such as `https://id.example/realms/main`. At the provider, allow the redirect address ' +
      '`<PROFFER_PUBLIC_URL>/sign-in/callback/oidc`. The server starts when the provider is away.',
  },
  PROFFER_OIDC_CLIENT_ID: {
    group: 'People',
    schema: text,
    without: 'needed with `PROFFER_OIDC_ISSUER`',
    description: 'What the provider calls this server.',
  },
  PROFFER_OIDC_CLIENT_SECRET: {
    group: 'People',
    schema: text,
    without: 'needed with `PROFFER_OIDC_ISSUER`',
    mask: maskAll,
    description: 'The secret that the provider gave this server.',
  },
  PROFFER_OIDC_NAME: {
    group: 'People',
    schema: text,
    fallback: 'single sign-on',
    description: 'What the button says: “Continue with …”.',
  },
  PROFFER_STOP_DELAY_SECONDS: {
    group: 'Stopping',
    schema: wholeNumber(0, 300),
    fallback: '0',
    description:
      'Seconds between saying "not ready" and closing the port after SIGTERM, for a load balancer to notice. Requests are answered ' +
      'meanwhile.',
  },
  PROFFER_STOP_GRACE_SECONDS: {
    group: 'Stopping',
    schema: wholeNumber(1, 600),
    fallback: '20',
    description: 'Seconds that requests under way have to end once the port is closed; then their connections are cut.',
  },
  PROFFER_LOG_LEVEL: {
    group: 'Logging',
    schema: oneOf(LOG_LEVELS),
    fallback: 'info',
    description: `What is logged: one of ${LOG_LEVELS.map((level) => `\`${level}\``).join(', ')}.`,
  },
} as const satisfies Readonly<Record<string, Option>>;

export type OptionName = keyof typeof OPTIONS;

type ValueOf<O> = O extends { schema: z.ZodType<infer Value> }
  ? O extends { fallback: string }
    ? Value
    : Value | undefined
  : never;

/** What the operator set and what holds otherwise, read. */
export type OptionValues = { readonly [Name in OptionName]: ValueOf<(typeof OPTIONS)[Name]> };

// `Object.keys` forgets the names of a constant object.
export const OPTION_NAMES = Object.keys(OPTIONS) as readonly OptionName[];
