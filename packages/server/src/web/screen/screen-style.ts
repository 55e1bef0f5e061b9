import { createHash } from 'node:crypto';
import { STYLE } from '../style.ts';

const CSS = `
body.screen{max-width:44rem;align-content:start}
body.screen.wide{max-width:60rem}
.screen main{display:block;align-content:start}
.screen header{display:flex;justify-content:space-between;align-items:center;gap:1rem;flex-wrap:wrap}
.screen header nav{display:flex;gap:1.25rem;align-items:center;flex-wrap:wrap}
.screen h1{font-size:clamp(1.75rem,1.3rem + 1.8vw,2.5rem)}
.screen p+h1{margin-top:.75rem}
.screen h2{font-size:1.25rem;margin:0 0 .5rem}
.screen h3{font-size:1.0625rem;margin:1.75rem 0 .5rem}
.screen p+form,.screen form+p{margin-top:1rem}
.panel{margin-top:2rem;padding-top:1.5rem;border-top:1px solid var(--line)}
.field{margin-top:1rem;max-width:26rem}
label{display:block;font-weight:600;margin-bottom:.25rem}
.hint{color:var(--quiet);font-size:.9375rem;margin-top:.25rem}
input,select{font:inherit;color:var(--ink);background:var(--paper);border:1px solid var(--quiet);border-radius:.375rem;padding:.5rem .7rem;width:100%;min-height:2.75rem}
input[readonly]{background:var(--ground)}
button,.button{font:inherit;font-weight:600;color:var(--on-action);background:var(--action);border:1px solid var(--action);border-radius:.375rem;padding:.5rem 1.1rem;min-height:2.75rem;cursor:pointer;display:inline-flex;align-items:center;text-decoration:none}
button:hover,.button:hover{filter:brightness(1.08)}
button.plain,.button.plain{color:var(--accent);background:transparent;border-color:var(--accent)}
button.risky{color:var(--risk);background:transparent;border-color:var(--risk)}
.actions{display:flex;flex-wrap:wrap;gap:.75rem;margin-top:1.25rem;align-items:center}
.inline{display:flex;flex-wrap:wrap;gap:.5rem;align-items:end}
.inline .field{margin-top:0;flex:1 1 12rem}
.inline select{width:auto}
.rows{list-style:none;padding:0;margin-top:.75rem;border-top:1px solid var(--line)}
.rows>li{max-width:none;margin:0;padding:.75rem 0;border-bottom:1px solid var(--line);display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;justify-content:space-between}
.rows .what{flex:1 1 14rem;min-width:0;overflow-wrap:anywhere}
.rows .what span{display:block;color:var(--quiet);font-size:.9375rem}
.rows form{display:flex;gap:.5rem;align-items:center;flex-wrap:wrap}
.rows select{width:auto}
.alert,.notice{margin-top:1.5rem;padding:.75rem 1rem;border-radius:.375rem;border:1px solid var(--risk);background:var(--paper);max-width:38rem;overflow-wrap:anywhere}
.notice{border-color:var(--accent)}
.secret{display:block;margin-top:.5rem;overflow-wrap:anywhere}
.screen summary{cursor:pointer;font-weight:600;color:var(--accent);padding:.5rem 0}
.or{color:var(--quiet);margin-top:1.5rem}
.screen footer{display:block}
@media (prefers-reduced-motion:no-preference){button{transition:filter .15s}}
`;

const COLOURS = `:root{--action:#0b5744;--on-action:#fff;--risk:#9c2d1c}
@media (prefers-color-scheme:dark){:root{--action:#8fd9bf;--on-action:#0f1714;--risk:#f0907c}}`;

/** The look of all pages, and of what people fill in. */
export const SCREEN_STYLE = STYLE + (COLOURS + CSS).replaceAll('\n', '');

export const SCREEN_STYLE_SOURCE = `'sha256-${createHash('sha256').update(SCREEN_STYLE).digest('base64')}'`;
