import type { MarkdownIt } from 'markdown-it';

/** A text takes more of the processor than it is given. */
export class BudgetSpent extends Error {}

const LOOK_EVERY_STEPS = 64;

let endsAtUs = Number.POSITIVE_INFINITY;
let steps = 0;

// Of this thread alone; time on the wall would depend on what else the machine does.
function usedUs(): number {
  const { user, system } = process.threadCpuUsage();
  return user + system;
}

export function startBudget(ms: number): void {
  endsAtUs = usedUs() + ms * 1_000;
}

export const isBudgetSpent = (): boolean => usedUs() > endsAtUs;

function step(): false {
  steps += 1;
  if (steps % LOOK_EVERY_STEPS === 0 && isBudgetSpent()) throw new BudgetSpent();
  return false;
}

/** Looks at the budget at each step of parser and renderer, so that no thread has to be ended, and another started, over a text. */
export function withinBudget(markdown: MarkdownIt): void {
  markdown.block.ruler.before('table', 'budget', step, { alt: ['paragraph', 'reference', 'blockquote', 'list'] });
  markdown.inline.ruler.before('text', 'budget', step);
  markdown.inline.ruler2.before('balance_pairs', 'budget', step);
  const { renderer } = markdown;
  const renderToken = renderer.renderToken.bind(renderer);
  renderer.renderToken = (tokens, index, options) => {
    step();
    return renderToken(tokens, index, options);
  };
}
