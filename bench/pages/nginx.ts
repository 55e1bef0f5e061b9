import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { untilAnswering } from '../redirect/until-answering.ts';
import type { Running } from '../redirect/variants.ts';

type File = { readonly path: string; readonly html: string; readonly headers: Readonly<Record<string, string>> };

/** The peer: one worker, the file with its open handle kept, the access log on and buffered, as nginx recommends for speed. */
export async function startNginx(directory: string, port: number, { path, html, headers }: File): Promise<Running> {
  const root = join(directory, 'root');
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), html);
  const added = Object.entries(headers).map(([name, value]) => `add_header ${name} ${JSON.stringify(value)} always;`);
  writeFileSync(
    join(directory, 'nginx.conf'),
    `daemon off; master_process off; worker_processes 1; error_log ${directory}/error.log; pid ${directory}/nginx.pid;
events { worker_connections 1024; }
http {
  access_log ${directory}/access.log combined buffer=64k flush=1s;
  client_body_temp_path ${directory}; proxy_temp_path ${directory}; fastcgi_temp_path ${directory};
  uwsgi_temp_path ${directory}; scgi_temp_path ${directory};
  keepalive_requests 100000000; sendfile on; tcp_nopush on; open_file_cache max=1000; open_file_cache_valid 60s;
  server {
    listen 127.0.0.1:${port} backlog=1024;
    root ${root};
    default_type "text/html; charset=utf-8";
    ${added.join('\n    ')}
  }
}`,
  );
  const child = spawn('taskset', ['-c', '0', 'nginx', '-c', join(directory, 'nginx.conf'), '-p', directory], {
    stdio: 'ignore',
  });
  const url = `http://127.0.0.1:${port}`;
  await untilAnswering(`${url}${path}`, (status) => status === 200);
  return {
    url,
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGQUIT');
      await once(child, 'exit');
    },
  };
}
