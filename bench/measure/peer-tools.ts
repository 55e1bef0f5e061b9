import { spawnSync } from 'node:child_process';

const has = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

/** Installs what a bench measures with from Debian, where it is missing and may be; says in one line what is left out. */
export function requirePrograms(packages: Readonly<Record<string, string>>): void {
  const missing = Object.keys(packages).filter((program) => !has(program));
  if (missing.length === 0) return;
  const names = missing.map((program) => packages[program] ?? program);
  if (process.getuid?.() === 0 && has('apt-get')) {
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
    spawnSync('apt-get', ['install', '-y', '-qq', ...names], { stdio: 'ignore' });
  }
  const still = missing.filter((program) => !has(program));
  if (still.length > 0) throw new Error(`this bench needs ${still.join(', ')} (Debian: ${names.join(', ')})`);
}
