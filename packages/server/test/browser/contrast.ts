import type { Frame, Page } from 'playwright-core';

type Colours = { readonly text: string; readonly colour: string; readonly background: string };

// Runs in the browser: each element that holds text of its own, with its colour and the first background behind it.
const READ_COLOURS = `[...document.body.querySelectorAll('*')]
  .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== ''))
  .map((element) => {
    let behind = element;
    while (behind.parentElement && getComputedStyle(behind).backgroundColor === 'rgba(0, 0, 0, 0)') behind = behind.parentElement;
    return {
      text: element.textContent.trim(),
      colour: getComputedStyle(element).color,
      background: getComputedStyle(behind).backgroundColor,
    };
  })`;

function luminance(colour: string): number {
  const channels = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(colour)?.slice(1);
  if (channels === undefined) throw new Error(`${colour} is not an opaque colour`);
  const [red = 0, green = 0, blue = 0] = channels.map((channel) => {
    const share = Number(channel) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast of two opaque colours as WCAG 2 defines it, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** The contrast of each text of the page with what is behind it. */
export async function readContrasts(page: Pick<Page | Frame, 'evaluate'>): Promise<{ text: string; ratio: number }[]> {
  const colours: Colours[] = await page.evaluate(READ_COLOURS);
  return colours.map(({ text, colour, background }) => ({ text, ratio: contrast(colour, background) }));
}
