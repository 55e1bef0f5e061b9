import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startNginx } from '../measure/nginx.ts';
import type { Running } from '../measure/server.ts';
import { slugOfRank } from './zipf-paths.ts';

/** A map of `links` entries, and `return 301`. */
export function startNginxMap(directory: string, links: number, port: number): Promise<Running> {
  mkdirSync(directory, { recursive: true });
  const entries = Array.from(
    { length: links },
    (_, rank) => `/${slugOfRank(rank)} https://example.com/landing/${rank};`,
  );
  writeFileSync(join(directory, 'map.conf'), entries.join('\n'));
  return startNginx({
    directory,
    port,
    http: `map_hash_max_size 262144; map_hash_bucket_size 128;
  map $uri $target { default ""; include ${directory}/map.conf; }`,
    server: `location / {
      if ($target = "") { return 404; }
      add_header Cache-Control "private, no-cache" always;
      add_header Referrer-Policy "strict-origin-when-cross-origin" always;
      return 301 $target;
    }`,
    path: '/none',
  });
}
