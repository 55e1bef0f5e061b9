import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Running, startServer } from './server.ts';

type Site = {
  /** For all that nginx writes. */
  readonly directory: string;
  readonly port: number;
  /** Directives of `http` and of its one `server`. */
  readonly http: string;
  readonly server: string;
  /** What it answers once it runs. */
  readonly path: string;
};

/** The peer: one worker, the access log on and buffered, as nginx recommends for speed. */
export function startNginx({ directory, port, http, server, path }: Site): Promise<Running> {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, 'nginx.conf');
  writeFileSync(
    file,
    `daemon off; master_process off; worker_processes 1; error_log ${directory}/error.log; pid ${directory}/nginx.pid;
events { worker_connections 1024; }
http {
  access_log ${directory}/access.log combined buffer=64k flush=1s;
  client_body_temp_path ${directory}; proxy_temp_path ${directory}; fastcgi_temp_path ${directory};
  uwsgi_temp_path ${directory}; scgi_temp_path ${directory};
  keepalive_requests 100000000;
  ${http}
  server {
    listen 127.0.0.1:${port} backlog=1024;
    ${server}
  }
}`,
  );
  return startServer({ command: ['nginx', '-c', file, '-p', directory], port, path, stopSignal: 'SIGQUIT' });
}
