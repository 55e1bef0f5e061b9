import { spawn } from 'node:child_process';

// $0 is the directory. The server may be paused: what it is told then waits for SIGCONT.
const SCRIPT = `cat >/dev/null
pid_file="$0/data/postmaster.pid"
if server=$(head -n 1 "$pid_file" 2>/dev/null); then
  kill -QUIT "$server"
  kill -CONT $(cat "/proc/$server/task/$server/children") "$server"
  for _ in $(seq 50); do [ -e "$pid_file" ] || break; sleep 0.1; done
fi
rm -rf "$0"`;

/**
 * Removes `directory`, and ends the PostgreSQL in it if there is one, when this process is gone, however it went: the
 * standard input of the janitor closes then.
 */
export function startJanitor(directory: string): { dismiss(): void } {
  // A session of its own, because an interrupt from the terminal goes to all processes of ours.
  const janitor = spawn('/bin/sh', ['-c', SCRIPT, directory], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  janitor.unref();
  return { dismiss: () => janitor.stdin?.end() };
}
