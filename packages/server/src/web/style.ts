import { createHash } from 'node:crypto';

const LIGHT = `
--ground:#eef2ee;--ink:#14211c;--quiet:#44544d;--line:#c4d0c9;--accent:#0b5744;
--offer:#f4b740;--on-offer:#14211c;--paper:#fff;--cuff:#cfe3da;--sleeve:#0d5c4a;--seal:#a5321f;--on-seal:#fff;`;

const DARK = `
--ground:#0f1714;--ink:#e7eee9;--quiet:#a9bab1;--line:#2f3f38;--accent:#8fd9bf;
--offer:#f0b23c;--on-offer:#14211c;--paper:#1d2925;--cuff:#2f5145;--sleeve:#12705a;--seal:#e0705a;--on-seal:#14211c;`;

const CSS = `
:root{color-scheme:light dark;${LIGHT}}
@media (prefers-color-scheme:dark){:root{${DARK}}}
*{box-sizing:border-box;margin:0}
html{overflow-x:clip;background:var(--ground);color:var(--ink);-webkit-text-size-adjust:100%;text-size-adjust:100%;
font:1.0625rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif}
body{min-height:100vh;min-height:100svh;display:grid;grid-template-rows:auto 1fr auto;gap:clamp(1.5rem,4vw,3rem);
max-width:74rem;margin:0 auto;padding:clamp(1.25rem,4vw,2.5rem)}
h1{font:500 clamp(2rem,1.35rem + 2.9vw,3.4rem)/1.12 ui-serif,"New York",Charter,"Iowan Old Style","Palatino Linotype",Palatino,Cambria,Georgia,"Liberation Serif",serif;
letter-spacing:-.015em;text-wrap:balance;overflow-wrap:break-word}
h2{font-size:1.0625rem;line-height:1.4;margin:2.25rem 0 .375rem}
p,li{max-width:38rem;text-wrap:pretty;overflow-wrap:break-word}
.lead{font-size:1.1875rem;color:var(--quiet);margin-top:1.25rem}
.note{margin-top:1.5rem;padding-left:1rem;border-left:.25rem solid var(--offer);font-weight:600}
.note span{display:block;font-weight:400;color:var(--quiet)}
ul{padding-left:1.15rem}
li+li{margin-top:.4rem}
li::marker{color:var(--quiet)}
a{color:var(--accent);text-underline-offset:.2em;text-decoration-thickness:.08em}
a:hover{text-decoration-thickness:.14em}
:focus-visible{outline:.1875rem solid var(--accent);outline-offset:.25rem;border-radius:.25rem}
code{font:600 1rem/1.6 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;user-select:all}
.name{display:inline-flex;align-items:center;gap:.6rem;font-weight:600;color:var(--ink);text-decoration:none}
a.name:hover{text-decoration:underline}
footer{color:var(--quiet);font-size:.9375rem;display:flex;justify-content:space-between;gap:1rem;
border-top:1px solid var(--line);padding-top:1rem}
main{display:grid;align-content:center;gap:1.5rem}
svg{fill:none;stroke:var(--ink);stroke-width:3;stroke-linecap:round;stroke-linejoin:round}
.scene{order:-1;display:block;width:min(100%,14.5rem);justify-self:end;overflow:visible}
.mark{height:2rem;width:2.375rem;stroke:none}
.mark .hand{fill:var(--ink);stroke:var(--ink);stroke-width:8}
.offer{fill:var(--offer)}
.hand,.blank{fill:var(--paper)}
.missing{stroke:var(--quiet);stroke-dasharray:3 11}
.writing{stroke:var(--on-offer)}
.dots{stroke:var(--quiet);stroke-width:9}
.seal{fill:var(--seal)}
.bar{stroke:var(--on-seal);stroke-width:8}
.cuff{fill:var(--cuff)}
.sleeve{fill:var(--sleeve)}
@media (min-width:56rem){
main{grid-template-columns:minmax(0,1fr) min(26rem,35%);gap:clamp(2rem,5vw,4rem);align-items:center}
.scene{order:0;width:100%}
}
@media (prefers-reduced-motion:no-preference){
.scene{animation:reach .7s cubic-bezier(.2,.8,.2,1)}
@keyframes reach{from{transform:translateX(3rem)}}
}
@media print{
:root{--ground:#fff;--ink:#000;--quiet:#000;--accent:#000;--line:#000}
.scene{display:none}
body{display:block;padding:0}
main,footer{margin-top:2rem}
}
`;

/** The one style of all pages, in the page itself: they make no request for it. */
export const STYLE = CSS.replaceAll('\n', '');

/** What the Content-Security-Policy has to say so that browsers apply this style and no other. */
export const STYLE_SOURCE = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;
