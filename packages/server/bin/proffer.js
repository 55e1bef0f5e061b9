#!/usr/bin/env node
// Plain JavaScript that an old Node can run: it only sees to it that the server runs on a Node that is new enough.
import { spawn } from 'node:child_process';
import module from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';

const NODE_NEEDED = 24;
/** Tells the server, in the place of its program's name, that a launcher of this file stands before it. */
const LAUNCHED = 'proffer';

/** The Node that `npm ci` installs beside the server, as the dependency named "node". */
function findPinnedNode() {
  try {
    const folder = dirname(module.createRequire(import.meta.url).resolve('node/package.json'));
    return join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  } catch {
    return undefined;
  }
}

/** Node's own choice is one directory for all users of the machine, and what lies in it is run. */
function cacheDirectory() {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'proffer');
}

/**
 * Keeps what Node makes of the TypeScript sources in its cache, for this thread and by the environment for the threads it starts.
 * From the second start on none of them loads the compiler, which takes 20 MB in each.
 */
function rememberCompiledCode() {
  const { directory } = module.enableCompileCache(process.env.NODE_COMPILE_CACHE ?? cacheDirectory());
  if (directory === undefined) return;
  process.env.NODE_COMPILE_CACHE ??= directory;
  // By itself Node writes at the end of the process, and this one may be killed.
  setTimeout(module.flushCompileCache, 10_000).unref();
}

/**
 * Modules that are imported by a relative name are the file of that name, here as in every package. Node would ask the disk about each of
 * some thousand such names: whether it is there, a directory, a link; which takes an eighth of the time of a start.
 */
function resolveByName() {
  module.registerHooks({
    resolve(specifier, context, nextResolve) {
      const isFile = /^\.\.?\/.*\.[jt]s$/.test(specifier) && context.conditions.includes('import');
      if (!isFile || context.parentURL === undefined) return nextResolve(specifier, context);
      const { href } = new URL(specifier, context.parentURL);
      const format = href.endsWith('.ts') ? 'module-typescript' : undefined;
      return { url: href, format, shortCircuit: true };
    },
  });
}

function explain() {
  console.error(
    `Proffer needs Node ${NODE_NEEDED} or newer and this is ${process.version}: run "npm ci", which brings one, or install it.`,
  );
  process.exitCode = 1;
}

/** Runs the server as a child that gets this process's signals, and ends as it ends. */
function launch(node) {
  const server = spawn(node, process.argv.slice(1), {
    argv0: LAUNCHED,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'];
  for (const signal of signals) process.on(signal, () => server.kill(signal));
  server.once('error', explain);
  server.once('exit', (code, signal) => {
    if (signal === null) {
      process.exitCode = code ?? 1;
      return;
    }
    for (const name of signals) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
}

if (Number.parseInt(process.versions.node, 10) >= NODE_NEEDED) {
  if (process.argv0 === LAUNCHED && process.channel) {
    // The channel closes when the launcher is killed: then the server would be an orphan that keeps the port.
    process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
    process.channel.unref();
  }
  rememberCompiledCode();
  resolveByName();
  await import('../src/main.ts');
} else {
  const node = findPinnedNode();
  if (node === undefined) explain();
  else launch(node);
}
