import { spawn } from 'node:child_process';

/**
 * Runs a shell `script`, with `argument` as its `$0`, once this process is gone, however it went: the standard input of
 * the janitor closes then. Nothing runs after `dismiss`.
 */
export function startJanitor(script: string, argument: string): { dismiss(): void } {
  // A session of its own, because an interrupt from the terminal goes to all processes of ours.
  const janitor = spawn('/bin/sh', ['-c', `cat >/dev/null\n${script}`, argument], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  janitor.unref();
  const dismiss = () => {
    janitor.kill('SIGKILL');
    janitor.stdin?.end();
  };
  return { dismiss };
}
