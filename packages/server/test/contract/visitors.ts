/** Clients as they are met; the addresses are public ones whose place is in the bundled data. */
const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1';
const DESKTOP =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36';

type Headers = Readonly<Record<string, string>>;

export const PHONE_IN_GERMANY: Headers = {
  'user-agent': PHONE,
  'x-forwarded-for': '193.99.144.80',
  referer: 'https://news.example/today?page=1',
};
export const DESKTOP_IN_AMERICA: Headers = { 'user-agent': DESKTOP, 'x-forwarded-for': '8.8.8.8' };
export const PHONE_ON_IPV6: Headers = { 'user-agent': PHONE, 'x-forwarded-for': '2a02:2e0:3fe:1001:302:a:b:c' };
export const PREFETCH: Headers = { ...DESKTOP_IN_AMERICA, 'sec-purpose': 'prefetch;prerender' };
export const CRAWLER: Headers = {
  'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  'x-forwarded-for': '8.8.8.9',
};
export const PREVIEW: Headers = {
  'user-agent': 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
  'x-forwarded-for': '8.8.8.10',
};
