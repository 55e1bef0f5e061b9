import { writeFileSync } from 'node:fs';
import { BROWSER_HEADERS } from '../measure/browser.ts';
import { createRandom, createZipf } from '../measure/zipf.ts';

/** Slugs as the bench stores them: `b` and the rank in base 36, seven characters like a generated one. */
export const slugOfRank = (rank: number): string => `b${rank.toString(36).padStart(6, '0')}`;

const HEADERS = `${BROWSER_HEADERS}
wrk.headers["Referer"] = "https://news.example/today"`;

/** With few links each is soon asked for often, whatever the order; many must not come in the same order again. */
const drawsOf = (links: number): number => (links > 100_000 ? 3_000_000 : 400_000);

/**
 * Writes a wrk script that asks for Zipf-distributed slugs with `method`. Its argument is how many thousandths of the draws to begin
 * after, so that a load goes on where the one before it has ended.
 */
export function writeLoadScript(file: string, links: number, method: 'GET' | 'HEAD'): void {
  const pickRank = createZipf(links, createRandom(42));
  const slugs = Array.from({ length: drawsOf(links) }, () => slugOfRank(pickRank())).join('\n');
  writeFileSync(`${file}.slugs`, slugs);
  writeFileSync(
    file,
    `${HEADERS}
local requests, made, n, i = {}, {}, 0, 0
function init(args)
  for slug in io.lines("${file}.slugs") do
    n = n + 1
    made[slug] = made[slug] or wrk.format("${method}", "/" .. slug)
    requests[n] = made[slug]
  end
  i = math.floor(n * (tonumber(args[1]) or 0) / 1000)
end
function request()
  i = i % n + 1
  return requests[i]
end
`,
  );
}
