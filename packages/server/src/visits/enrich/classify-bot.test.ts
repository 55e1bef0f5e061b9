import { describe, expect, it } from 'vitest';
import { BROWSER } from '../../../test/visits/journal-files.ts';
import { classifyBot } from './classify-bot.ts';

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';

describe('the kind of a bot', () => {
  it.each([
    ['a desktop browser', BROWSER],
    ['a phone', IPHONE],
    ['Firefox', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'],
    ['the browser within an app', `${IPHONE} [FBAN/FBIOS;FBAV/489.0.0.41.69]`],
  ])('%s is a person', (_, userAgent) => {
    expect(classifyBot(userAgent)).toBeNull();
  });

  it.each([
    ['preview', 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)'],
    ['preview', 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)'],
    ['preview', 'WhatsApp/2.23.20.0'],
    ['preview', 'TelegramBot (like TwitterBot)'],
    ['preview', 'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)'],
    ['preview', 'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com'],
    ['crawler', 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'],
    ['crawler', 'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)'],
    [
      'crawler',
      'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)',
    ],
    ['tool', 'curl/8.5.0'],
    ['tool', 'Wget/1.21.4'],
    ['tool', 'python-requests/2.32.3'],
    ['tool', 'Go-http-client/2.0'],
    ['tool', 'node'],
    ['tool', 'okhttp/4.12.0'],
    ['tool', ''],
  ])('is %s for "%s"', (kind, userAgent) => {
    expect(classifyBot(userAgent)).toBe(kind);
  });
});
