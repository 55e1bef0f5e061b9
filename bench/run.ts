/**
 * `npm run bench -- redirect [--rounds 5] [--seconds 4]` · `npm run bench -- analytics [--clicks 10000000]`
 * · `npm run bench -- pages [--rounds 5] [--seconds 4]` · `npm run bench -- shares [--rounds 5] [--seconds 4]`
 * · `npm run bench -- webhooks [--rounds 3] [--changes 200] [--per-second 10]` · `npm run bench -- input [--rounds 5]`
 * Each bench prints ratios measured within one run, against a peer or a limit.
 */
const benches: Record<string, () => Promise<{ run(args: string[]): Promise<void> }>> = {
  redirect: () => import('./redirect/redirect.ts'),
  pages: () => import('./pages/pages.ts'),
  shares: () => import('./shares/shares.ts'),
  webhooks: () => import('./webhooks/webhooks.ts'),
  analytics: () => import('./analytics/analytics.ts'),
  input: () => import('./input/input.ts'),
};

const [name = '', ...args] = process.argv.slice(2);
const load = benches[name];
if (load === undefined) {
  process.stderr.write(`Say which one: ${Object.keys(benches).join(', ')}\n`);
  process.exit(2);
}
await (await load()).run(args);
