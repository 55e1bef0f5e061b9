import { expect, it } from 'vitest';
import { createReferrerReader } from './referrer.ts';

const read = createReferrerReader(['short.example']);

it.each([
  ['https://News.Example/story?id=1#top', 'news.example'],
  ['https://news.example.:8443/', 'news.example'],
  ['https://user:secret@news.example/', 'news.example'],
  ['https://b\u00fccher.example/', 'xn--bcher-kva.example'],
  ['android-app://com.google.android.gm/', 'com.google.android.gm'],
])('a visit from %s was sent by %s', (referrer, host) => {
  expect(read(referrer)).toMatchObject({ host, referrer, traits: [{ dimension: 'referrer', value: host }] });
});

it.each(['', 'about:blank', 'not a url', '/relative', 'https://short.example/abc', 'https://SHORT.example/'])(
  'a visit from "%s" was sent by nobody',
  (referrer) => {
    expect(read(referrer)).toMatchObject({ host: null, traits: [{ value: 'direct' }] });
  },
);
