import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { signDelivery } from '../../src/webhooks/delivery/sign-delivery.ts';
import { createWebhookSecret } from '../../src/webhooks/webhook-secret.ts';
import { createTemporaryDirectory } from '../harness/temporary-directory.ts';

const GUIDE = join(import.meta.dirname, '../../../../docs/guide/webhooks.md');

const LANGUAGES = [
  {
    fence: 'ts',
    file: 'verify.ts',
    program: process.execPath,
    call: `const [, , secret = '', header = '', body = ''] = process.argv;
process.exitCode = isFromProffer(body, header, secret) ? 0 : 1;`,
  },
  {
    fence: 'python',
    file: 'verify.py',
    program: 'python3',
    call: `import sys
sys.exit(0 if is_from_proffer(sys.argv[3], sys.argv[2], sys.argv[1]) else 1)`,
  },
];

/** The script of the guide, with a line that calls it. */
async function writeSnippet({ fence, file, call }: (typeof LANGUAGES)[number]): Promise<string> {
  const guide = await readFile(GUIDE, 'utf8');
  const snippet = Array.from(
    guide.matchAll(new RegExp(`^\`\`\`${fence}\n([\\s\\S]*?)^\`\`\`$`, 'gm')),
    ([, code]) => code,
  ).find((code) => /is_?from_?proffer/i.test(code ?? ''));
  if (snippet === undefined) throw new Error(`the guide has no script in ${fence}`);
  const path = join(await createTemporaryDirectory('snippet'), file);
  await writeFile(path, `${snippet}\n${call}\n`);
  return path;
}

test.each(LANGUAGES)('the script of the guide in $fence tells our deliveries from others', async (language) => {
  const path = await writeSnippet(language);
  const accepts = (...args: string[]) =>
    promisify(execFile)(language.program, [path, ...args]).then(
      () => true,
      (error: { code: unknown }) => {
        // It refused; anything else would be a script that does not run.
        expect(error.code).toBe(1);
        return false;
      },
    );
  const [secret, other] = [createWebhookSecret(), createWebhookSecret()];
  const body = '{"id":"evt_1","data":{"name":"Zoë"}}';
  const headerAt = (atMs: number, secrets = [secret]) =>
    signDelivery({ id: 'evt_1', atMs, body }, secrets)['x-sharecd-signature'] ?? '';
  const header = headerAt(Date.now());
  expect(await accepts(secret, header, body)).toBe(true);
  expect(await accepts(secret, headerAt(Date.now(), [other, secret]), body)).toBe(true);
  expect(await accepts(secret, header, body.replace('evt_1', 'evt_2'))).toBe(false);
  expect(await accepts(other, header, body)).toBe(false);
  expect(await accepts(secret, headerAt(Date.now() - 600_000), body)).toBe(false);
});
