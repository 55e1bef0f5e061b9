import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startNginx } from '../measure/nginx.ts';
import type { Running } from '../measure/server.ts';

type File = { readonly path: string; readonly html: string; readonly headers: Readonly<Record<string, string>> };

/** One file, with its open handle kept. */
export function startNginxFile(directory: string, port: number, { path, html, headers }: File): Promise<Running> {
  const root = join(directory, 'root');
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), html);
  const added = Object.entries(headers).map(([name, value]) => `add_header ${name} ${JSON.stringify(value)} always;`);
  return startNginx({
    directory,
    port,
    http: 'sendfile on; tcp_nopush on; open_file_cache max=1000; open_file_cache_valid 60s;',
    server: `root ${root};
    default_type "text/html; charset=utf-8";
    ${added.join('\n    ')}`,
    path,
  });
}
