/* global RoughNotation */

function isLight(colour) {
  const probe = document.createElement('i');
  probe.style.color = colour;
  document.body.append(probe);
  const [red, green, blue] = getComputedStyle(probe)
    .color.match(/[\d.]+/g)
    .map(Number);
  probe.remove();
  return red * 0.299 + green * 0.587 + blue * 0.114 > 140;
}

const TYPES = { underline: 'underline', box: 'box', circle: 'circle', highlight: 'highlight', bracket: 'bracket' };

export function mount(element, { text, variant, color, strokeWidth, animate }, host) {
  const marked = document.createElement('p');
  marked.className = `emphasis ${variant}`;
  const words = document.createElement('span');
  words.textContent = text;
  marked.append(words);
  element.append(marked);

  const colour = color ?? (variant === 'highlight' ? '#f4b740' : host.colours.mark);
  // What lies on a marker's ink has to be read on it, whatever the page around is.
  if (variant === 'highlight') words.style.color = isLight(colour) ? '#14211c' : '#fff';
  const annotation = RoughNotation.annotate(words, {
    type: TYPES[variant] ?? variant,
    color: colour,
    strokeWidth,
    animate: animate && !host.reducedMotion,
    multiline: variant !== 'box' && variant !== 'circle' && variant !== 'bracket',
    brackets: ['left', 'right'],
    // From the corners of the text an ellipse has to swing out further to the sides.
    padding: variant === 'circle' ? [18, 40] : 6,
  });
  // A frame may have no room yet when its script runs, and what is drawn around nothing the library never draws again.
  const observer = new ResizeObserver(() => {
    if (words.getClientRects().length === 0) return;
    observer.disconnect();
    annotation.show();
  });
  observer.observe(marked);
}
