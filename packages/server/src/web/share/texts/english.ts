import type { ShareTexts } from './share-texts.ts';

const times = (count: number) => (count === 1 ? 'once' : `${count} times`);

export const englishShare: ShareTexts = {
  title: 'Shared with you',
  card: { title: 'Something was shared with you', lead: 'Open it to see what it is.' },
  headings: {
    card: 'Something was shared with you',
    reveal: 'Something is held out to you',
    password: 'This needs a password',
    text: 'A text for you',
    image: 'A picture for you',
    interactive: 'Something to try out',
  },
  reveal: {
    lead: 'It can be seen a limited number of times. Opening this page was not one of them: only the button is.',
    button: 'Show it',
    views: ({ used, max }) =>
      max === 1
        ? 'It can be seen once.'
        : `This is view ${used + 1} of ${max}. After it, it can be seen ${used + 1 === max ? 'no more' : times(max - used - 1)}.`,
  },
  password: {
    lead: 'Whoever sent you the address has the password as well.',
    field: 'Password',
    button: 'Open',
    wrong: 'That is not the password. Nothing was used up.',
    tooMany: (wait) => `There were too many wrong passwords. You can try again ${wait}.`,
  },
  actions: { raw: 'As it is', download: 'Download', copy: 'Copy', copied: 'Copied', copyCode: 'Copy this code' },
  image: {
    alternative: 'The picture that was shared with you. Nobody has described it.',
    zoom: 'Full size',
    kept: 'This picture lies on this server.',
    from: 'This picture comes from',
  },
  interactive: {
    withoutScripts: 'What was shared is alive and needs JavaScript, which is switched off in this browser.',
    frame: (component) => `What was shared: ${component}`,
  },
  facts: {
    expires: 'It can be seen until',
    views: ({ used, max }) =>
      used >= max
        ? `This was the last of ${max} ${max === 1 ? 'view' : 'views'}.`
        : `${used} of ${max} views are used.`,
    again: 'In this browser you can load this page again for ten minutes.',
    stranger: {
      text: 'Written by whoever sent you the address, not by this server.',
      image: 'Chosen by whoever sent you the address, not by this server.',
      interactive: 'Put together by whoever sent you the address. It runs in a frame that reaches nothing else.',
    },
  },
};
