import { isbot } from 'isbot';
import type { BotKind } from '../bot-kind.ts';

/** Robots that fetch a link because a person has just sent or posted it. */
const PREVIEW = new RegExp(
  [
    ...['facebookexternalhit', 'facebookcatalog', 'facebot', 'meta-externalfetcher', 'twitterbot', 'slackbot'],
    ...['slack-imgproxy', 'discordbot', 'telegrambot', 'whatsapp', 'linkedinbot', 'skypeuripreview', 'pinterestbot'],
    ...['redditbot', 'mastodon/', 'pleroma', 'misskey', 'bluesky cardyb', 'cardyb', 'iframely', 'embedly', 'vkshare'],
    ...['viber', 'line-poker', 'kakaotalk-scrap', 'snap url preview', 'mattermost', 'rocket\\.chat', 'zulipurlpreview'],
    ...[
      'synapse',
      'signal-desktop',
      'teamsbot',
      'microsoftpreview',
      'google-pagerenderer',
      'tumblr/',
      'xing-contenttabreceiver',
    ],
  ].join('|'),
  'i',
);

/** Programs and libraries that name themselves first. */
const TOOL = new RegExp(
  `^(?:${[
    ...[
      'curl',
      'wget',
      'httpie',
      'xh',
      'aria2',
      'python',
      'aiohttp',
      'httpx',
      'urllib',
      'go-http-client',
      'axios',
      'got',
    ],
    ...[
      'node',
      'undici',
      'deno',
      'bun',
      'okhttp',
      'java',
      'apache-httpclient',
      'jakarta',
      'ruby',
      'faraday',
      'http\\.rb',
    ],
    ...[
      'guzzlehttp',
      'php',
      'libwww-perl',
      'lwp',
      'postmanruntime',
      'insomnia',
      'bruno',
      'restsharp',
      'dart',
      'reqwest',
    ],
    ...['powershell', 'winhttp', 'k6', 'wrk', 'hey', 'vegeta', 'apachebench', 'siege', 'jmeter', 'scrapy'],
  ].join('|')})\\b`,
  'i',
);

/** What kind of program a user agent names; null for a person's browser. A missing user agent is a tool's. */
export function classifyBot(userAgent: string): BotKind | null {
  if (userAgent === '' || TOOL.test(userAgent)) return 'tool';
  if (PREVIEW.test(userAgent)) return 'preview';
  return isbot(userAgent) ? 'crawler' : null;
}

/** A robot that fetches an address because somebody has just sent or posted it. */
export function isPreviewRobot(userAgent: string): boolean {
  return PREVIEW.test(userAgent);
}
