import { createHash } from 'node:crypto';
import { STYLE } from '../style.ts';

const LIGHT = `--well:#f3f6f3;--keyword:#8a1f5c;--string:#0b5744;--number:#7a4300;--comment:#55645c;--title:#1d4f91;--attribute:#5a3d9a;--wrong:#a5321f;`;
const DARK = `--well:#131c18;--keyword:#f29ac9;--string:#8fd9bf;--number:#f0b26b;--comment:#98aaa1;--title:#8fbcf5;--attribute:#c3aef0;--wrong:#ff9d8c;`;

const CSS = `
:root{${LIGHT}}
@media (prefers-color-scheme:dark){:root{${DARK}}}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
form{margin-top:2rem}
form+p{margin-top:1.5rem;color:var(--quiet)}
label{font-weight:600}
input[type=password]{display:block;width:min(100%,24rem);margin:.375rem 0 1rem;padding:.75rem .875rem;font:inherit;color:var(--ink);
background:var(--paper);border:.125rem solid var(--quiet);border-radius:.5rem}
button{font:inherit;cursor:pointer}
form button{padding:.75rem 1.75rem;font-weight:600;color:var(--on-offer);background:var(--offer);border:.125rem solid transparent;border-radius:.5rem}
form button:hover{border-color:currentColor}
.problem{margin-bottom:1rem;padding-left:1rem;border-left:.25rem solid var(--wrong);color:var(--wrong);font-weight:600}
main.shared{display:block;align-content:start;min-width:0}
.shared .bar{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;gap:.5rem 1.5rem;margin-bottom:1rem}
.shared h1{font-size:clamp(1.375rem,1.2rem + .8vw,1.75rem)}
.actions{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;padding:0;list-style:none;font-size:.9375rem}
.actions li+li{margin:0}
.actions button,figure.code button{padding:0;color:var(--accent);background:none;border:0;text-decoration:underline;text-underline-offset:.2em;text-decoration-thickness:.08em}
article{background:var(--paper);border:1px solid var(--line);border-radius:.75rem;padding:clamp(1rem,3vw,2.25rem);overflow:hidden}
.facts{margin-top:1.25rem;color:var(--quiet);font-size:.9375rem}
.facts p{max-width:none}
.prose>*+*{margin-top:1rem}
.prose p,.prose li{max-width:44rem}
.prose h2,.prose h3,.prose h4,.prose h5,.prose h6{font:600 1.0625rem/1.3 ui-serif,"New York",Charter,"Iowan Old Style","Palatino Linotype",Palatino,Cambria,Georgia,"Liberation Serif",serif;
margin:2rem 0 .5rem;overflow-wrap:break-word}
.prose h2{font-size:1.75rem}.prose h3{font-size:1.375rem}.prose h4{font-size:1.1875rem}
.prose>:first-child{margin-top:0}
.prose ul,.prose ol{padding-left:1.5rem}
.prose li>ul,.prose li>ol,.prose li>p+p{margin-top:.4rem}
.prose .task{list-style:none}
.prose .task>input,.prose .task>p>input{margin:0 .5rem 0 -1.4rem;accent-color:var(--accent)}
.prose blockquote{padding-left:1rem;border-left:.25rem solid var(--line);color:var(--quiet)}
.prose hr{border:0;border-top:1px solid var(--line);margin:2rem 0}
.prose code,.plain{font:.9375rem/1.6 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;user-select:auto}
.prose :not(pre)>code{padding:.1em .35em;background:var(--well);border-radius:.25rem;overflow-wrap:break-word}
.plain{white-space:pre-wrap;overflow-wrap:anywhere;tab-size:4}
.wide{overflow-x:auto}
table{border-collapse:collapse}
th,td{padding:.5rem .75rem;border:1px solid var(--line);text-align:left;vertical-align:top}
th{background:var(--well)}
.right{text-align:right}.center{text-align:center}
.picture::before{content:"▣ ";color:var(--quiet)}
figure.code{position:relative;background:var(--well);border:1px solid var(--line);border-radius:.5rem;overflow:hidden}
figure.code figcaption{padding:.5rem 1rem 0;color:var(--comment);font-size:.875rem}
figure.code button{float:right;padding:.5rem 1rem;font-size:.875rem}
figure.code pre{padding:.75rem 1rem 1rem;overflow-x:auto;tab-size:4;clear:none}
figure.code button~pre{clear:both}
.hljs-keyword,.hljs-built_in,.hljs-literal,.hljs-selector-tag,.hljs-meta{color:var(--keyword)}
.hljs-string,.hljs-regexp,.hljs-addition,.hljs-quote,.hljs-link{color:var(--string)}
.hljs-number,.hljs-symbol,.hljs-bullet,.hljs-template-variable{color:var(--number)}
.hljs-comment,.hljs-doctag,.hljs-deletion{color:var(--comment)}
.hljs-title,.hljs-name,.hljs-section,.hljs-selector-id,.hljs-selector-class{color:var(--title)}
.hljs-attr,.hljs-attribute,.hljs-type,.hljs-variable,.hljs-property,.hljs-params,.hljs-class{color:var(--attribute)}
.hljs-emphasis{font-style:italic}.hljs-strong{font-weight:700}
figure.image{text-align:center}
figure.image label{position:relative;display:block;cursor:zoom-in;overflow:auto;max-height:none}
figure.image img{display:block;max-width:100%;max-height:75vh;margin:0 auto;height:auto;border-radius:.25rem}
figure.image .zoom{display:inline-block;margin-bottom:.75rem;padding:.25rem .75rem;font-size:.9375rem;color:var(--accent);border:1px solid currentColor;border-radius:1rem}
figure.image input:focus-visible+.zoom{outline:.1875rem solid var(--accent);outline-offset:.25rem}
figure.image input:checked~img{max-width:none;max-height:none;margin:0}
figure.image label:has(input:checked){cursor:zoom-out;text-align:left}
figure.image input:checked+.zoom{color:var(--paper);background:var(--accent)}
figcaption{color:var(--quiet);font-size:.9375rem}
figure.image figcaption{margin-top:1rem}
iframe.component{display:block;width:100%;height:20rem;border:0;color-scheme:light dark}
@media (scripting:none){iframe.component{display:none}}
@media print{
:root{--paper:#fff;--well:#fff;--keyword:#000;--string:#000;--number:#000;--comment:#000;--title:#000;--attribute:#000}
.actions,figure.code button,figure.image .zoom,header{display:none}
article{border:0;padding:0;overflow:visible}
figure.code pre,.prose code,.plain{white-space:pre-wrap;overflow-wrap:anywhere}
}
`;

/** The style of all pages, and what a share needs beside it. */
export const SHARE_STYLE = STYLE + CSS.replaceAll('\n', '');

export const SHARE_STYLE_SOURCE = `'sha256-${createHash('sha256').update(SHARE_STYLE).digest('base64')}'`;
