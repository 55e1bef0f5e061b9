import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createTemporaryDirectory } from '../../../test/harness/temporary-directory.ts';
import { createLog } from '../../platform/log.ts';
import { type BlockList, openBlockList } from './block-list.ts';
import { parseDestination } from './destination.ts';
import { createVerification } from './verify.ts';
import type { WebRisk } from './web-risk.ts';

const log = createLog('silent');
let blockList: BlockList;

afterEach(() => blockList.close());

async function verdictOf(text: string, webRisk?: WebRisk) {
  const file = join(await createTemporaryDirectory('verify'), 'hosts.txt');
  await writeFile(file, '*.bad.example\nböse.example\n8.8.8.8\n2606:4700::1111\n');
  blockList = await openBlockList(file, log);
  return createVerification({ blockList, webRisk })(parseDestination(text, new Set()));
}

const answering = (threats: readonly string[] | undefined): WebRisk => ({ threatsOf: async () => threats });

test('a destination that nothing is known against is verified', async () => {
  expect(await verdictOf('https://good.example/')).toEqual({ status: 'verified', reputationKnown: true });
  expect(await verdictOf('https://good.example/', answering([]))).toEqual({
    status: 'verified',
    reputationKnown: true,
  });
});

test('a destination that Web Risk cannot tell of is verified', async () => {
  expect(await verdictOf('https://good.example/', answering(undefined))).toEqual({
    status: 'verified',
    reputationKnown: false,
  });
});

test.each([
  'https://bad.example/',
  'https://BAD.example.:8443/',
  'https://www.b%61d.example/',
  'https://ｂａｄ。example/',
  'https://xn--bse-sna.example/',
  'https://BÖSE.example/',
  'https://8.8.8.8/',
  'https://134744072/',
  'https://[::ffff:808:808]/',
  'https://[2606:4700:0:0::1111]/',
])('%s does not dodge the block list', async (text) => {
  expect(await verdictOf(text, answering([]))).toEqual({
    status: 'blocked',
    because: 'block_list',
    sentence: 'The destination’s host is on this server’s block list.',
  });
});

test.each([
  [['MALWARE'], 'The destination is suspected of spreading malware.'],
  [
    ['SOCIAL_ENGINEERING', 'UNWANTED_SOFTWARE'],
    'The destination is suspected of deceiving its visitors (phishing) and of offering harmful programs.',
  ],
  [['A_LIST_TO_COME'], 'The destination is suspected of being unsafe.'],
])('Web Risk names %j: a suspicion of its own', async (threats, sentence) => {
  expect(await verdictOf('https://good.example/', answering(threats))).toEqual({
    status: 'blocked',
    because: 'dangerous',
    sentence: `${sentence} Advisory provided by Google: https://cloud.google.com/web-risk/docs/advisory`,
  });
});
