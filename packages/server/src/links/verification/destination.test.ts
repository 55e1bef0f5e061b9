import { describe, expect, test } from 'vitest';
import { AppError } from '../../platform/http/app-error.ts';
import { parseDestination } from './destination.ts';

const OWN = new Set(['go.example', '203.0.113.5', 'xn--mnchen-3ya.example', '9.9.9.9']);

function refusalOf(destination: unknown): string {
  try {
    parseDestination(destination, OWN);
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid_request' && error.status === 400) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('what is accepted', () => {
  test.each([
    ['https://example.com', 'https://example.com/', 'example.com'],
    ['HTTPS://Example.COM:443/A?b=C#d', 'https://example.com/A?b=C#d', 'example.com'],
    ['https://example.com:8443/', 'https://example.com:8443/', 'example.com'],
    ['https://example.com./x', 'https://example.com./x', 'example.com'],
    ['https://münchen.de/ü?ü#ü', 'https://xn--mnchen-3ya.de/%C3%BC?%C3%BC#%C3%BC', 'xn--mnchen-3ya.de'],
    ['https://example.com/a/../b', 'https://example.com/b', 'example.com'],
    ['https://example.com/%0d%0aSet-Cookie:x', 'https://example.com/%0d%0aSet-Cookie:x', 'example.com'],
    ['https://example.com/@me', 'https://example.com/@me', 'example.com'],
    ['https://example.com?q=@', 'https://example.com/?q=@', 'example.com'],
    [
      'https://fa.example.org/می\u200cخواهم',
      'https://fa.example.org/%D9%85%DB%8C%E2%80%8C%D8%AE%D9%88%D8%A7%D9%87%D9%85',
      'fa.example.org',
    ],
    ['https://ex%61mple.com/', 'https://example.com/', 'example.com'],
    ['https://8.8.8.8/', 'https://8.8.8.8/', '8.8.8.8'],
    ['https://134744072/', 'https://8.8.8.8/', '8.8.8.8'],
    ['https://[2606:4700::1111]/', 'https://[2606:4700::1111]/', '2606:4700::1111'],
    ['https://[::ffff:8.8.8.8]/', 'https://[::ffff:808:808]/', '8.8.8.8'],
    ['https://sub.go.example/', 'https://sub.go.example/', 'sub.go.example'],
    ['https://target.test/', 'https://target.test/', 'target.test'],
  ])('%s', (text, url, host) => {
    expect(parseDestination(text, OWN)).toEqual({ url, host });
  });

  test('2,048 characters after normalising', () => {
    const path = 'a'.repeat(2048 - 'https://example.com/'.length);
    expect(parseDestination(`https://example.com/${path}`, OWN).url).toHaveLength(2048);
    expect(refusalOf(`https://example.com/${path}a`)).toContain('it is longer than 2048 characters');
    expect(parseDestination(`https://example.com/${'x/../'.repeat(600)}`, OWN).url).toBe('https://example.com/');
    expect(refusalOf(`https://example.com/${'ü'.repeat(400)}`)).toContain('it is longer than 2048 characters');
  });
});

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}

const REFUSED: Readonly<Record<string, readonly unknown[]>> = {
  'it must be a string': [undefined, null, 1, true, {}, [], ['https://example.com']],
  'it must begin with https:// and a host': words(`
    x example.com //example.com /path ?q #f https https: https:/ https:// https:/// https:example.com https:/example.com
    https:///example.com https://?q https://#f https;//example.com http://example.com HTTP://example.com javascript:alert(1)
    JaVaScRiPt:alert(1) data:text/html,x vbscript:x file:///etc/passwd blob:https://example.com/x ftp://example.com ws://a.com
    about:blank view-source:https://example.com intent://x#Intent;end mailto:a@example.com ｈｔｔｐｓ://example.com
    https：//example.com https:／／example.com`).concat(
    '',
    '\u200bhttps://a.com',
    '\u202ehttps://a.com',
    'https\u200b://a.com',
  ),
  'it contains a space or a control character': [
    ...[
      ' https://example.com',
      'https://example.com ',
      ' java\tscript:alert(1)',
      'java\nscript:alert(1)',
      '\u0000https://a.com',
    ],
    ...[
      'https://exa\tmple.com',
      'https://exa\nmple.com',
      'ht\ntps://example.com',
      'https:\t//example.com',
      'https://a b.com',
    ],
    ...[
      'https://a.com/\r\nSet-Cookie: x',
      'https://a.com/a b',
      'https://a.com/\u0000',
      'https://a.com/\u007f',
      'https://a.com/\u0085',
    ],
    ...[
      'https://a.com/\u2028',
      'https://a.com/\u00a0',
      'https://127.0.0.1\u3000',
      'https://a.com/?a\tb',
      'https://a.com/#a\nb',
    ],
  ],
  'it contains a backslash': words(String.raw`
    https:\\example.com https:/\example.com \\example.com https://example.com\@evil.example https://example.com/a\b
    https://example.com/?\ https://example.com/#\ `),
  'it must not contain a user name or a password': words(`
    https://user@example.com https://user:password@example.com https://@example.com https://:@example.com
    https://example.com@evil.example https://example.com:443@evil.example/ https://a@b@example.com`),
  'its host contains an invisible character': [
    'https://exam\u00adple.com',
    'https://exam\u200bple.com',
    'https://\u202eexample.com',
  ],
  'it is not valid Unicode': ['https://example.com/\ud800', 'https://example.com/\udc00a', 'https://\ud800.com'],
  'its host or port is not one that exists': words(`
    256.256.256.256 1.2.3.4.5 1.2.3.0x100 4294967296 foo.1 foo.0x7f example.com:65536 example.com:-1 example.com:x :443 [::1 ::1
    [fe80::1%25eth0] [::g] [127.0.0.1] a..example .example.com . example.com.. 127.0.0.1.. xn--zzzzzz.com xn--.com a!b.com a'b.com
    ${'a'.repeat(64)}.com ${'a.'.repeat(130)}com ex%00ample.com a%2fb.com a%40b.com %zz.com`).map(
    (host) => `https://${host}/`,
  ),
  'its host is a private or reserved address': words(`
    127.0.0.1 127.0.0.1. 127.0.0.1:8443 2130706433 0x7f000001 0x7f.1 0177.0.0.1 017700000001 127.1 127.0.1 0x7F.0X0.0.1 0 0x
    ①②⑦.0.0.1 127。0。0。1 １２７．０．０．１ 127｡0｡0｡1 %31%32%37.0.0.1 127.0.0.%31 0x7f.0.0.0x1 00000177.0.0.1 127.0x000000001
    [::1] [::] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:7f00:1] [0:0:0:0:0:FFFF:7F00:0001] [::7f00:1] [::127.0.0.1]
    [::8.8.8.8] [::808:808] [64:ff9b::7f00:1] [64:ff9b::8.8.8.8] [64:ff9b:1::1] [::ffff:0:7f00:1] [2002:7f00:1::] [2001::1]
    [fec0::1] [3fff::1] [100::1] [5f00::1] [fe80::1] [fd00:ec2::254] [fc00::1] [ff02::1] [2001:db8::1] [4000::1]
    10.0.0.1 172.16.0.1 192.168.0.1 169.254.169.254 100.64.0.1 0.0.0.0 198.18.0.1 192.0.0.1 192.0.2.1 224.0.0.1 255.255.255.255
    240.0.0.1 10.1 0xa9fea9fe 2852039166 168.63.129.16`).map((host) => `https://${host}/`),
  'its host is a name of a local network': words(`
    localhost LOCALHOST.:8080 a.localhost printer.local db.internal nas.lan nas.home x.corp x.intranet x.private router.home.arpa
    home.arpa localhost.localdomain duckduckgogg42xjoc72x3sjasowoarfbgcmvfimaftt6twagswzczad.onion x.alt intranet intranet. com
    ｌｏｃａｌｈｏｓｔ PRINTER。local printer.l%6fcal ⓛocalhost`).map((host) => `https://${host}/`),
  'it points to this server itself': words(`
    go.example/x go.example. GO.EXAMPLE:8443/ g%6f.example ｇｏ．example go。example münchen.example MÜNCHEN.example
    xn--mnchen-3ya.example XN--mnchen-3ya.example. 203.0.113.5 0xcb007105/ [::ffff:203.0.113.5]/ 9.9.9.9 [::ffff:909:909]
    `).map((host) => `https://${host}`),
};

describe.each(Object.entries(REFUSED))('%s', (sentence, destinations) => {
  test.each(destinations)('%j', (destination) => {
    expect(refusalOf(destination)).toContain(`The field "destination" is not valid: ${sentence}`);
  });
});

test('100 kB are refused unread', () => {
  expect(refusalOf(`https://example.com/${'a/../'.repeat(20_000)}`)).toContain('it is longer than');
});
