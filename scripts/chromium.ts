import { findChromium } from '../packages/server/test/harness/chromium.ts';
import { runProgram } from './run-program.ts';

const INSTALL_TIMEOUT_MS = 180_000;

/** Chromium without the parts for windows, which starts and opens pages in a third of the time. */
const PACKAGE = 'chromium-headless-shell';

async function installFromDebian(): Promise<void> {
  const options = { timeoutMs: INSTALL_TIMEOUT_MS, env: { DEBIAN_FRONTEND: 'noninteractive' } };
  const install = () => runProgram('apt-get', ['install', '-y', '-q', PACKAGE], options);
  // A fresh image has no package lists; a machine that has them is not made to fetch them again.
  if (!(await install()) && (await runProgram('apt-get', ['update', '-q'], options))) await install();
}

/** Installs Chromium where that needs nobody's leave: as root on a Debian. Says which tests are left out otherwise. */
export async function provideChromium(): Promise<void> {
  if (findChromium() === undefined && process.getuid?.() === 0) await installFromDebian();
  if (findChromium() === undefined) {
    console.log('The tests in packages/server/test/browser are left out: there is no Chromium on this machine.');
  }
}
