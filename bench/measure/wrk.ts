import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export type Load = {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  readonly script: string;
  /** What the script's `init` is given. */
  readonly scriptArguments?: readonly string[];
};

export type LoadResult = {
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly requests: number;
  readonly unexpected: number;
};

const UNIT_MS: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1_000 };

function latency(output: string, percentile: number): number {
  const match = new RegExp(`^\\s+${percentile}%\\s+([\\d.]+)(us|ms|s)`, 'm').exec(output);
  return Number(match?.[1]) * (UNIT_MS[match?.[2] ?? ''] ?? Number.NaN);
}

function figure(output: string, pattern: RegExp): number {
  return Number(pattern.exec(output)?.[1] ?? 0);
}

/** One load of wrk from core 1, keep-alive; the server has core 0. */
export async function runLoad({ url, connections, seconds, script, scriptArguments = [] }: Load): Promise<LoadResult> {
  const args = ['-c', '1', 'wrk', '-t1', `-c${connections}`, `-d${seconds}s`, '--latency', '-s', script, url];
  if (scriptArguments.length > 0) args.push('--', ...scriptArguments);
  const { stdout } = await promisify(execFile)('taskset', args, { maxBuffer: 1 << 20 });
  return {
    requestsPerSecond: figure(stdout, /Requests\/sec:\s+([\d.]+)/),
    p50Ms: latency(stdout, 50),
    p99Ms: latency(stdout, 99),
    requests: figure(stdout, /(\d+) requests in/),
    unexpected: figure(stdout, /Non-2xx or 3xx responses: (\d+)/) + figure(stdout, /Socket errors: .*read (\d+)/),
  };
}
