import { expect, it } from 'vitest';
import { describeEachEngine } from '../harness/database.ts';
import { useServer } from './use-server.ts';

// The two programs of the published reference, as they stand there; `fetch` puts this server in front of their paths, as a
// browser does with its page's.

const CREATE_SHARE = `
async function createShare(content, options = {}) {
  const response = await fetch('/api/v1/share', {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'Authorization': \`Bearer \${API_TOKEN}\`
    },
    body: JSON.stringify({
      content: {
        type: 'text',
        body: content
      },
      options
    })
  });

  const result = await response.json();

  if (result.success) {
    console.log('Share created:', result.data.url);
    return result.data;
  } else {
    console.error('Error:', result.error);
  }
}
`;

const DISPLAY_SHARE = `
async function displayShare(shareId) {
  const response = await fetch(\`/api/v1/share/\${shareId}\`);
  const result = await response.json();

  if (result.success) {
    const { content, viewCount, remainingViews } = result.data;

    console.log('Content:', content.body);
    console.log(\`Views: \${viewCount} (remaining: \${remainingViews})\`);

    return result.data;
  } else {
    console.error('Share not found or expired');
  }
}
`;

type Share = { readonly id: string; readonly url: string };

describeEachEngine('the programs of the published reference', (engine) => {
  const contract = useServer(engine);

  function run() {
    const printed: string[] = [];
    const print = (...words: unknown[]) => void printed.push(words.map(String).join(' '));
    const fetchHere = (path: string, init?: RequestInit) => fetch(`${contract.server.url}${path}`, init);
    const program = `${CREATE_SHARE}\n${DISPLAY_SHARE}\nreturn { createShare, displayShare };`;
    const make = new Function('fetch', 'console', 'API_TOKEN', program);
    // What the program above returns.
    const functions = make(fetchHere, { log: print, error: print }, contract.keys.ours.token) as {
      createShare(content: string, options?: object): Promise<Share | undefined>;
      displayShare(id: string): Promise<object | undefined>;
    };
    return { ...functions, printed };
  }

  it('make a share and show it', async () => {
    const { createShare, displayShare, printed } = run();
    const share = await createShare('Check out this amazing installation!', {
      expires: '2100-12-31T23:59:59Z',
      maxViews: 100,
    });
    expect(share).toMatchObject({ viewCount: 0, maxViews: 100 });
    expect(await displayShare(share?.id.replace('sh_', '') ?? '')).toMatchObject({ viewCount: 1, remainingViews: 99 });
    expect(printed).toEqual([
      `Share created: ${share?.url}`,
      'Content: Check out this amazing installation!',
      'Views: 1 (remaining: 99)',
    ]);
  });

  it('say what went wrong', async () => {
    const { createShare, displayShare, printed } = run();
    expect(await createShare('Too late', { expires: '2024-12-31T23:59:59Z' })).toBe(undefined);
    expect(await displayShare('abc123xyz')).toBe(undefined);
    expect(printed).toEqual(['Error: [object Object]', 'Share not found or expired']);
  });
});
