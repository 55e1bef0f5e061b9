import type { Page } from 'playwright-core';

// Runs in the browser. Blocks of code scroll in themselves. A range around what an element holds is as wide as its text, even where that leaves the element.
const READ_TEXTS_BEYOND_THE_EDGE = `[...document.body.querySelectorAll('h1, h2, p, li, a, code:not(pre code)')].filter((element) => {
  const range = document.createRange();
  range.selectNodeContents(element);
  const { left, right } = range.getBoundingClientRect();
  return left < 0 || right > innerWidth;
}).map((element) => element.textContent)`;

/** The texts that are cut off at a side of the screen, where nobody can scroll to. */
export function readTextsBeyondTheEdge(page: Page): Promise<string[]> {
  return page.evaluate(READ_TEXTS_BEYOND_THE_EDGE);
}
