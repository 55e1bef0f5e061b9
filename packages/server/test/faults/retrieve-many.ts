import { once } from 'node:events';
import { Agent, request } from 'node:http';

// A process of its own: many clients that retrieve a share at once. Arguments: address, how often, how many at once, and whether to go on
// until an answer does not come.

const [address = '', timesText, atOnceText, untilBroken = ''] = process.argv.slice(2);
const times = Number(timesText);
const atOnce = Number(atOnceText);
const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
const statuses: Record<string, number> = {};
const viewCounts: number[] = [];

async function retrieve(): Promise<string> {
  try {
    const outgoing = request(address, { agent });
    outgoing.end();
    // The event "response" comes with this.
    const [response] = await once(outgoing, 'response');
    let text = '';
    for await (const chunk of response) text += chunk;
    if (response.statusCode === 200) viewCounts.push(JSON.parse(text).data.viewCount);
    return String(response.statusCode);
  } catch {
    return 'broken';
  }
}

let started = 0;
async function work(): Promise<void> {
  while (started++ < times || (untilBroken !== '' && statuses.broken === undefined)) {
    const status = await retrieve();
    statuses[status] = (statuses[status] ?? 0) + 1;
    // The parent may want to kill the server between two of these.
    process.send?.({ answered: status });
  }
}

await Promise.all(Array.from({ length: atOnce }, work));
agent.destroy();
process.send?.({ statuses, viewCounts });
process.disconnect?.();
