import { expect, test } from 'vitest';
import { normaliseHost } from './host-name.ts';

test.each([
  ['Example.COM', 'example.com'],
  ['example.com.', 'example.com'],
  ['münchen.de', 'xn--mnchen-3ya.de'],
  ['MÜNCHEN.DE', 'xn--mnchen-3ya.de'],
  ['xn--mnchen-3ya.de', 'xn--mnchen-3ya.de'],
  ['ｅｘａｍｐｌｅ．ｃｏｍ', 'example.com'],
  ['例え。jp', 'xn--r8jz45g.jp'],
  ['ex%61mple.com', 'example.com'],
  ['foo_bar.example', 'foo_bar.example'],
  ['localhost', 'localhost'],
  ['127.1', '127.0.0.1'],
  ['2130706433', '127.0.0.1'],
  ['::FFFF:7f00:1', '127.0.0.1'],
  ['[::ffff:8.8.8.8]', '8.8.8.8'],
  ['2606:4700::0:1111', '2606:4700::1111'],
  ['[2606:4700::1111]', '2606:4700::1111'],
])('%s is spelled %s', (text, host) => {
  expect(normaliseHost(text)).toBe(host);
});

test.each([
  ['nothing', ''],
  ['a dot', '.'],
  ['two final dots', 'example.com..'],
  ['an empty label', 'a..example'],
  ['a leading dot', '.example.com'],
  ['a label that is too long', `${'a'.repeat(64)}.example`],
  ['a name that is too long', `${'a.'.repeat(127)}example`],
  ['punycode that decodes to nothing', 'xn--zzzzzz.com'],
  ['an empty punycode label', 'xn--.com'],
  ['characters that no name has', 'a!b.example'],
  ['a port', 'example.com:8080'],
  ['a port after an address', '[::1]:80'],
  ['a path', 'example.com/x'],
  ['a query', 'example.com?x'],
  ['a fragment', 'example.com#x'],
  ['a user', 'me@example.com'],
  ['a scheme', 'https://example.com'],
  ['a backslash', 'example.com\\x'],
  ['a space', 'exam ple.com'],
  ['a tab', 'exam\tple.com'],
  ['a line break', 'example.com\n'],
  ['an address with a zone', 'fe80::1%eth0'],
  ['an address that is none', '256.1.1.1'],
  ['brackets around a name', '[example.com]'],
  ['a wildcard', '*.example.com'],
])('%s is no host', (_what, text) => {
  expect(normaliseHost(text)).toBeUndefined();
});
