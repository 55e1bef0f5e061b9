import type { MarkdownIt } from 'markdown-it';

const TASK = /^\[([ xX])\][ \t]+/;

/** `- [x] done` gets a box, as the markup of GitHub has it; only to be seen, because nobody keeps what a reader ticks. */
export function taskList(markdown: MarkdownIt): void {
  markdown.core.ruler.after('inline', 'task_list', ({ tokens, Token }) => {
    tokens.forEach((token, index) => {
      const item = tokens[index - 2];
      if (token.type !== 'inline' || item?.type !== 'list_item_open') return;
      const text = token.children?.[0];
      const box = text?.type === 'text' ? TASK.exec(text.content) : null;
      if (text === undefined || box === null) return;
      text.content = text.content.slice(box[0].length);
      item.attrJoin('class', 'task');
      const checkbox = new Token('task', 'input', 0);
      checkbox.meta = { done: box[1] !== ' ' };
      token.children?.unshift(checkbox);
    });
  });
  markdown.renderer.rules.task = (tokens, index) =>
    `<input type="checkbox" disabled${tokens[index]?.meta?.done === true ? ' checked' : ''}> `;
}
