import type { ShareContent } from '../share.ts';

/** Content as a file of its own. */
export type ShareFile = { readonly type: string; readonly extension: string; readonly bytes: Buffer };

const DATA = /^data:(image\/([a-z]+));base64,/;

function imageFile(body: string): ShareFile {
  const [head = '', type = '', extension = ''] = DATA.exec(body) ?? [];
  if (head === '') return { type: 'text/plain; charset=utf-8', extension: 'txt', bytes: Buffer.from(body) };
  return {
    type,
    extension: extension === 'jpeg' ? 'jpg' : extension,
    bytes: Buffer.from(body.slice(head.length), 'base64'),
  };
}

export function fileOf(content: ShareContent): ShareFile {
  switch (content.type) {
    case 'text':
      return { type: 'text/plain; charset=utf-8', extension: 'md', bytes: Buffer.from(content.body) };
    case 'image':
      return imageFile(content.body);
    case 'interactive':
      return { type: 'application/json', extension: 'json', bytes: Buffer.from(JSON.stringify(content.body, null, 2)) };
  }
}
