import type { Page } from 'playwright-core';

/** What has the focus, and how a person sees it; colours as CSS writes them. */
export type Focus = {
  readonly text: string;
  readonly outline: string;
  readonly colour: string;
  readonly ground: string;
};

// Runs in the browser.
const READ_FOCUS = `(() => {
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(document.activeElement);
  return {
    text: document.activeElement.textContent,
    outline: outlineStyle + ' ' + outlineWidth,
    colour: outlineColor,
    ground: getComputedStyle(document.documentElement).backgroundColor,
  };
})()`;

export function readFocus(page: Page): Promise<Focus> {
  return page.evaluate(READ_FOCUS);
}
