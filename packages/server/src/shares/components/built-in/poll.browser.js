const TEXTS = {
  en: {
    vote: 'Vote',
    yours: 'your vote',
    votes: (count) => (count === 1 ? '1 vote' : `${count} votes`),
    failed: 'Your vote did not arrive. Try again.',
    closed: 'Answers cannot be given here.',
  },
  de: {
    vote: 'Abstimmen',
    yours: 'Ihre Stimme',
    votes: (count) => (count === 1 ? '1 Stimme' : `${count} Stimmen`),
    failed: 'Ihre Stimme ist nicht angekommen. Versuchen Sie es noch einmal.',
    closed: 'Hier kann nicht abgestimmt werden.',
  },
};

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

export function mount(element, { question, options }, host) {
  const texts = TEXTS[host.language];
  const status = make('p', { className: 'status' });
  status.setAttribute('role', 'status');
  const answers = make('div');
  const heading = make('h2', { textContent: question });
  element.append(heading, answers, status);

  function showResult({ counts, choice }) {
    const total = counts.reduce((sum, count) => sum + count, 0);
    const rows = options.map((option, index) => {
      const count = counts[index] ?? 0;
      const percent = total === 0 ? 0 : Math.round((count / total) * 100);
      const bar = make('span', { className: 'fill' });
      bar.style.width = `${percent}%`;
      const name = make('span', { className: 'name', textContent: option });
      if (index === choice) name.append(make('small', { textContent: ` ✓ ${texts.yours}` }));
      const share = make('span', { className: 'share', textContent: `${percent} % · ${texts.votes(count)}` });
      return make('li', {}, make('span', { className: 'row' }, name, share), make('span', { className: 'bar' }, bar));
    });
    answers.replaceChildren(make('ol', { className: 'result' }, ...rows));
    status.textContent = texts.votes(total);
  }

  function ask() {
    const choices = options.map((option, index) => {
      const input = make('input', { type: 'radio', name: 'choice', value: String(index), required: true });
      return make('label', { className: 'choice' }, input, make('span', { textContent: option }));
    });
    const button = make('button', { type: 'submit', textContent: texts.vote });
    const legend = make('legend', { className: 'unseen', textContent: question });
    const form = make('form', {}, make('fieldset', {}, legend, ...choices), button);
    // A sandbox submits no form; a press on the button does all the same what one expects.
    button.type = 'button';
    button.addEventListener('click', async () => {
      const chosen = form.querySelector('input:checked');
      if (chosen === null) return form.querySelector('input').focus();
      button.disabled = true;
      try {
        showResult(await host.choose(Number(chosen.value)));
      } catch {
        status.textContent = texts.failed;
        button.disabled = false;
      }
    });
    answers.replaceChildren(form);
  }

  if (host.answers === null) status.textContent = texts.closed;
  else if (host.answers.choice === null) ask();
  else showResult(host.answers);
}
