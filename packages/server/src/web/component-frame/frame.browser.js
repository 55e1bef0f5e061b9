{
  const given = JSON.parse(document.getElementById('given').textContent);
  const element = document.getElementById('component');
  const style = getComputedStyle(document.documentElement);
  const colourOf = (name) => style.getPropertyValue(`--${name}`).trim();
  // Opened by itself, there is nobody to tell anything.
  const around = window.parent === window ? undefined : window.parent;
  let waiting = [];

  const host = {
    language: given.language,
    reducedMotion: matchMedia('(prefers-reduced-motion: reduce)').matches,
    colours: {
      ink: colourOf('ink'),
      quiet: colourOf('quiet'),
      ground: colourOf('paper'),
      mark: colourOf('mark'),
    },
    answers: around === undefined ? null : given.answers,
    choose: (index) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        around?.postMessage({ type: 'choose', index }, '*');
      }),
  };

  const tellHeight = () =>
    around?.postMessage({ type: 'height', height: document.documentElement.getBoundingClientRect().height }, '*');

  addEventListener('message', ({ source, data }) => {
    if (source !== around || typeof data !== 'object' || data === null) return;
    if (data.type === 'measure') return tellHeight();
    const settled = waiting;
    waiting = [];
    for (const { resolve, reject } of settled) {
      if (data.type === 'answers') resolve(data.answers);
      else reject(new Error('not kept'));
    }
  });

  try {
    mount(element, given.props, host);
  } catch {
    element.textContent = given.failed;
  }
  new ResizeObserver(tellHeight).observe(document.documentElement);
}
