import type { Texts } from './texts.ts';

export const english: Texts = {
  adviceHeading: 'What you can do',
  frontPage: 'Proffer, front page',
  answeredBy: 'Answered by Proffer',
  home: {
    title: 'This server hands out links',
    lead: 'People who hold a key make short addresses here. Each time someone follows one, the server first checks that it is still offered, unaltered and not known to be harmful.',
    visitors: {
      heading: 'Were you given a link?',
      text: 'Enter the whole address, with everything behind the slash. This page alone leads nowhere.',
    },
    members: { heading: 'Do you have a workspace here?', link: 'Sign in' },
    programmers: {
      heading: 'Do you write programs?',
      text: 'Through an API they make links here and read how often each was followed.',
      link: 'Description of the API (OpenAPI)',
    },
  },
  'not-found': {
    title: 'There is nothing at this address',
    lead: 'Perhaps a character is missing, perhaps nothing is offered here any more. This server does not tell which.',
    advice: [
      'Compare the address with the one you were given, character by character. Capital and small letters are different here.',
      'Ask whoever sent it to you for a new one.',
    ],
  },
  'sign-in-to-see': {
    title: 'There is nothing here that everybody may see',
    lead: 'Perhaps a page is here for certain people only, perhaps there is none. This server does not tell which to somebody it does not know.',
    signIn: 'Sign in, and come back to this address',
    advice: [
      'If somebody shared a page with you, sign in with the e-mail address they shared it with.',
      'Compare the address with the one you were given, character by character. Capital and small letters are different here.',
      'Ask whoever sent it to you whether it is still offered.',
    ],
  },
  'not-for-you': {
    title: 'There is nothing here that you may see',
    lead: 'Perhaps a page is here for other people only, perhaps there is none. This server does not tell which.',
    signedInAs: 'You are signed in with',
    advice: [
      'Ask whoever sent you the address to share the page with the e-mail address above.',
      'If you have several e-mail addresses, sign in with the one that it was shared with.',
      'Compare the address with the one you were given, character by character. Capital and small letters are different here.',
    ],
  },
  blocked: {
    title: 'This link is blocked',
    lead: 'Before this server sends anyone on, it checks where a link leads. This one did not pass, and you have not been sent there.',
    because: {
      block_list: 'Its destination is on this server’s block list.',
      dangerous: 'Its destination is suspected of being unsafe. Advisory provided by Google.',
      tampered: 'Its stored address was altered and is not trusted.',
      not_allowed: 'Its destination is an address to which this server sends nobody.',
    },
    advice: [
      'You need not do anything: nothing was opened.',
      'If the link came in a message that you did not expect, be careful with the rest of that message too.',
      'If you know who sent it, tell them that their link is blocked.',
    ],
  },
  'too-many-requests': {
    title: 'Please wait a moment',
    lead: 'Many requests have come from your network in a short time, and this one was not looked at.',
    comeBack: (wait) => `You can come back ${wait}.`,
    advice: [
      'Load this page again after that. Sooner does not help.',
      'At work, at school or in a hotel many people share one network: the requests may have been those of others.',
    ],
  },
  unavailable: {
    title: 'This server cannot answer just now',
    lead: 'It does not reach its own records at the moment, so it cannot tell where this address leads. The fault is not yours.',
    advice: [
      'Load this page again in a minute.',
      'If that does not help, tell whoever sent you the link, or whoever runs this server.',
    ],
  },
  failed: {
    title: 'Something went wrong on this server',
    lead: 'The fault is not yours. What happened has been written down for whoever runs this server.',
    requestId: 'Number of this request',
    advice: ['Load this page again.', 'If it happens again, tell whoever runs this server the number of the request.'],
  },
};
