import type { Frame } from './frames.ts';
import type { RenderAnswer, RenderQuestion } from './markdown-thread.ts';

// What goes between the server and the process that renders.

const KINDS = ['none', 'markdown', 'plain'] as const;

export const questionFrame = ({ text, as }: RenderQuestion): Frame => ({
  kind: KINDS.indexOf(as),
  bytes: new TextEncoder().encode(text),
});

export function readQuestion({ kind, bytes }: Frame): RenderQuestion {
  return {
    as: KINDS[kind] === 'markdown' ? 'markdown' : 'plain',
    text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
  };
}

export const answerFrame = (answer: RenderAnswer | undefined): Frame => ({
  kind: KINDS.indexOf(answer?.as ?? 'none'),
  bytes: answer?.bytes ?? new Uint8Array(),
});

export function readAnswer({ kind, bytes }: Frame): RenderAnswer | undefined {
  const as = KINDS[kind];
  return as === 'markdown' || as === 'plain' ? { as, bytes } : undefined;
}
