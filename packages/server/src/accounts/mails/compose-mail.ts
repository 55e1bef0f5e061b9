import type { Mail } from '../../platform/mail/mail.ts';
import { html, type Language } from '../../web/index.ts';

export type MailParts = {
  readonly subject: string;
  /** One paragraph each, without markup. */
  readonly before: readonly string[];
  /** What the button says, and where it leads. */
  readonly button: string;
  readonly url: string;
  readonly after: readonly string[];
};

const STYLE = 'font:16px/1.6 system-ui,sans-serif;color:#14211c;max-width:34em';
const BUTTON =
  'display:inline-block;padding:.6em 1.2em;border-radius:.4em;background:#0b5744;color:#fff;text-decoration:none';

/** A mail around one address to open, as text and as simple HTML that says the same. */
export function composeMail(language: Language, { subject, before, button, url, after }: MailParts): Omit<Mail, 'to'> {
  const text = [...before, `${button}:\n${url}`, ...after, '-- \nProffer'].join('\n\n');
  const page = html`<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${subject}</title></head>
<body><div style="${STYLE}">
${before.map((paragraph) => html`<p>${paragraph}</p>`)}
<p><a href="${url}" style="${BUTTON}">${button}</a></p>
<p style="word-break:break-all">${url}</p>
${after.map((paragraph) => html`<p style="color:#44544d">${paragraph}</p>`)}
</div></body></html>`;
  return { subject, text, html: page.text };
}
