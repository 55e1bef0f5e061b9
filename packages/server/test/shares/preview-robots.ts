/** What robots send that look at an address because somebody has sent or posted it. */
export type PreviewRobot = { readonly name: string; readonly headers: Readonly<Record<string, string>> };

const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';

export const PREVIEW_ROBOTS: readonly PreviewRobot[] = [
  {
    name: 'Slack',
    headers: {
      'User-Agent': 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
      Accept: '*/*',
      Range: 'bytes=0-32768',
    },
  },
  {
    name: 'Teams',
    headers: {
      'User-Agent': 'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com',
      Accept: 'text/html, application/xhtml+xml, */*',
    },
  },
  { name: 'WhatsApp', headers: { 'User-Agent': 'WhatsApp/2.2587.9 W', Accept: '*/*', 'Accept-Language': 'de-DE' } },
  { name: 'Telegram', headers: { 'User-Agent': 'TelegramBot (like TwitterBot)', Accept: '*/*' } },
  { name: 'Twitter', headers: { 'User-Agent': 'Twitterbot/1.0', Accept: 'text/html' } },
  {
    name: 'Facebook',
    headers: {
      'User-Agent': 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
      Accept: '*/*',
      Range: 'bytes=0-524287',
    },
  },
  {
    name: 'LinkedIn',
    headers: {
      'User-Agent': 'LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)',
      Accept: '*/*',
    },
  },
  {
    name: 'Discord',
    headers: { 'User-Agent': 'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)', Accept: '*/*' },
  },
  {
    name: 'Google',
    headers: {
      'User-Agent':
        'Mozilla/5.0 (compatible; Google-PageRenderer Google (+https://developers.google.com/+/web/snippet/))',
      Accept: 'text/html,application/xhtml+xml',
    },
  },
  {
    // It calls itself a browser: nothing tells it from a person but that it presses no button.
    name: 'Outlook SafeLinks',
    headers: {
      'User-Agent': CHROME,
      Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
      'Accept-Language': 'en-US',
    },
  },
];
