import { writeFileSync } from 'node:fs';

/** Slugs as the bench stores them: `b` and the rank in base 36, seven characters like a generated one. */
export const slugOfRank = (rank: number): string => `b${rank.toString(36).padStart(6, '0')}`;

/** A small generator with a seed (mulberry32), so that every variant and round asks for the same addresses. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** `count` ranks below `links`, Zipf-distributed with s = 1, by inverting the summed weights. */
function* zipfRanks(links: number, count: number): Generator<number> {
  const cumulative = new Float64Array(links);
  let sum = 0;
  for (let rank = 0; rank < links; rank++) {
    sum += 1 / (rank + 1);
    cumulative[rank] = sum;
  }
  const random = seededRandom(42);
  for (let index = 0; index < count; index++) {
    const wanted = random() * sum;
    let low = 0;
    let high = links - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((cumulative[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    yield low;
  }
}

// Every redirect of the bench carries what a browser sends: the size of a request is part of its cost.
const HEADERS = `wrk.headers["User-Agent"] = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"
wrk.headers["Referer"] = "https://news.example/today"
wrk.headers["Accept"] = "text/html,application/xhtml+xml"
wrk.headers["Accept-Language"] = "en-GB,en;q=0.9"`;

/** Writes a wrk script that asks for Zipf-distributed slugs with `method`. */
export function writeLoadScript(file: string, links: number, method: 'GET' | 'HEAD', count = 400_000): void {
  const slugs = [...zipfRanks(links, count)].map(slugOfRank).join('\n');
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
