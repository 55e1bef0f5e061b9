import { type Html, html } from '../../web/index.ts';
import type { Comment } from '../comments/comment.ts';
import type { ReviewFacts } from './review-facts.ts';
import type { ReviewTexts } from './review-texts.ts';

const when = (atMs: number): Html => {
  const iso = new Date(atMs).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 16).replace('T', ' ')} UTC</time>`;
};

const none = html``;

function quoteOf(comment: Comment, texts: ReviewTexts): Html {
  if (comment.anchor === null) return none;
  const { quote, selector } = comment.anchor;
  return html`<p class="quoted"><q>${quote}</q></p>
<button type="button" class="plain find" data-quote="${quote}" data-selector="${selector}" hidden>${texts.find}</button>`;
}

/** A form of one button that changes a comment. */
function change(facts: ReviewFacts, comment: Comment, name: string, text: string): Html {
  const action = `${facts.path}/review/comments/${comment.id}`;
  return html`<form method="post" action="${action}"><input type="hidden" name="do" value="${name}"><button class="plain">${text}</button></form>`;
}

function actions(facts: ReviewFacts, comment: Comment, texts: ReviewTexts): Html {
  const isOwn = comment.author.kind === 'person' && comment.author.id === facts.personId;
  if (!isOwn && !facts.moderates) return none;
  const isThread = comment.parentId === null;
  const resolving = comment.resolved
    ? change(facts, comment, 'reopen', texts.reopen)
    : change(facts, comment, 'resolve', texts.resolve);
  return html`<div class="row">${isThread ? resolving : none}${change(facts, comment, 'delete', texts.remove)}</div>`;
}

function said(facts: ReviewFacts, comment: Comment, texts: ReviewTexts): Html {
  return html`<p class="who"><strong>${comment.author.name}</strong> · ${when(comment.createdAtMs)} · ${texts.onVersion(comment.version)}${comment.resolved ? html` · ${texts.resolved}` : none}</p>
${quoteOf(comment, texts)}
<p class="said">${comment.body}</p>
${actions(facts, comment, texts)}`;
}

/** All that was replied in a thread, however deep, one below the other. */
function repliesTo(id: string, comments: readonly Comment[]): readonly Comment[] {
  return comments
    .filter(({ parentId }) => parentId === id)
    .flatMap((reply) => [reply, ...repliesTo(reply.id, comments)]);
}

function thread(facts: ReviewFacts, comment: Comment, texts: ReviewTexts): Html {
  const replies = repliesTo(comment.id, facts.comments);
  const shown = replies.map((reply) => html`<li>${said(facts, reply, texts)}</li>`);
  return html`<li class="${comment.resolved ? 'thread resolved' : 'thread'}">${said(facts, comment, texts)}
${replies.length === 0 ? none : html`<ol>${shown}</ol>`}
<details><summary>${texts.reply}</summary><form method="post" action="${facts.path}/review/comments"><input type="hidden" name="parent_id" value="${comment.id}">
<label for="reply-${comment.id}" class="unseen">${texts.reply}</label><textarea id="reply-${comment.id}" name="body" required maxlength="10000"></textarea>
<div class="row"><button>${texts.sendReply}</button></div></form></details></li>`;
}

/** The comments of a page and the form for another. */
export function renderComments(facts: ReviewFacts, texts: ReviewTexts): Html {
  const threads = facts.comments.filter(({ parentId }) => parentId === null);
  const ordered = [...threads.filter(({ resolved }) => !resolved), ...threads.filter(({ resolved }) => resolved)];
  return html`<h2>${texts.comments}</h2>
<form id="comment" method="post" action="${facts.path}/review/comments">
<label for="body">${texts.add}</label>
<textarea id="body" name="body" required maxlength="10000" aria-describedby="how"></textarea>
${facts.looking.kind === 'version' ? html`<p class="hint" id="how">${texts.hint}</p>` : none}
<div class="quoted" role="status" hidden><span class="hint">${texts.quoted}</span> <q></q> <button type="button" class="plain unquote">${texts.unquote}</button></div>
<input type="hidden" name="quote"><input type="hidden" name="selector">
<div class="row"><button>${texts.send}</button></div>
</form>
${ordered.length === 0 ? html`<p class="hint">${texts.none}</p>` : html`<ol class="threads">${ordered.map((one) => thread(facts, one, texts))}</ol>`}`;
}
