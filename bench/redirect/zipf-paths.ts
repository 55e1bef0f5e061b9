import { writeFileSync } from 'node:fs';
import { BROWSER_HEADERS } from '../measure/browser.ts';
import { createRandom, createZipf } from '../measure/zipf.ts';

/** Slugs as the bench stores them: `b` and the rank in base 36, seven characters like a generated one. */
export const slugOfRank = (rank: number): string => `b${rank.toString(36).padStart(6, '0')}`;

const HEADERS = `${BROWSER_HEADERS}
wrk.headers["Referer"] = "https://news.example/today"`;

/** Writes a wrk script that asks for Zipf-distributed slugs with `method`. */
export function writeLoadScript(file: string, links: number, method: 'GET' | 'HEAD', count = 400_000): void {
  const pickRank = createZipf(links, createRandom(42));
  const slugs = Array.from({ length: count }, () => slugOfRank(pickRank())).join('\n');
  writeFileSync(`${file}.slugs`, slugs);
  writeFileSync(
    file,
    `${HEADERS}
local requests, n, i = {}, 0, 0
function init(args)
  for slug in io.lines("${file}.slugs") do
    n = n + 1
    requests[n] = wrk.format("${method}", "/" .. slug)
  end
end
function request()
  i = i % n + 1
  return requests[i]
end
`,
  );
}
