import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { untilAnswering } from './until-answering.ts';
import type { Running } from './variants.ts';
import { slugOfRank } from './zipf-paths.ts';

/** The peer: one worker, a map of `links` entries, `return 301`, the access log on and buffered as nginx recommends. */
export async function startNginx(directory: string, links: number, port: number): Promise<Running> {
  mkdirSync(directory, { recursive: true });
  const entries = Array.from(
    { length: links },
    (_, rank) => `/${slugOfRank(rank)} https://example.com/landing/${rank};`,
  );
  writeFileSync(join(directory, 'map.conf'), entries.join('\n'));
  writeFileSync(
    join(directory, 'nginx.conf'),
    `daemon off; master_process off; worker_processes 1; error_log ${directory}/error.log; pid ${directory}/nginx.pid;
events { worker_connections 1024; }
http {
  access_log ${directory}/access.log combined buffer=64k flush=1s;
  client_body_temp_path ${directory}; proxy_temp_path ${directory}; fastcgi_temp_path ${directory};
  uwsgi_temp_path ${directory}; scgi_temp_path ${directory};
  keepalive_requests 100000000; map_hash_max_size 262144; map_hash_bucket_size 128;
  map $uri $target { default ""; include ${directory}/map.conf; }
  server {
    listen 127.0.0.1:${port} backlog=1024;
    location / {
      if ($target = "") { return 404; }
      add_header Cache-Control "private, no-cache" always;
      add_header Referrer-Policy "strict-origin-when-cross-origin" always;
      return 301 $target;
    }
  }
}`,
  );
  const child = spawn('taskset', ['-c', '0', 'nginx', '-c', join(directory, 'nginx.conf'), '-p', directory], {
    stdio: 'ignore',
  });
  const url = `http://127.0.0.1:${port}`;
  await untilAnswering(`${url}/none`);
  return {
    url,
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGQUIT');
      await once(child, 'exit');
    },
  };
}
