const LIGHT =
  '--ink:#14211c;--quiet:#44544d;--line:#c4d0c9;--accent:#0b5744;--offer:#f4b740;--on-offer:#14211c;--paper:#fff;--well:#f3f6f3;--mark:#c0392b;--c0:#0d5c4a;--c1:#b86e00;--c2:#3565a8;--c3:#a5321f;--c4:#6b4aa8;--c5:#4f6b1f;';
const DARK =
  '--ink:#e7eee9;--quiet:#a9bab1;--line:#3d4f47;--accent:#8fd9bf;--offer:#f0b23c;--on-offer:#14211c;--paper:#1d2925;--well:#131c18;--mark:#ff8d7a;--c0:#5fc3a3;--c1:#f0b23c;--c2:#8fbcf5;--c3:#ff9d8c;--c4:#c3aef0;--c5:#b5d36b;';

const COLOURS = [0, 1, 2, 3, 4, 5].map((index) => `.c${index}{--colour:var(--c${index})}`).join('');

const CSS = `
:root{color-scheme:light dark;${LIGHT}}
@media (prefers-color-scheme:dark){:root{${DARK}}}
*{box-sizing:border-box;margin:0}
html{background:var(--paper);color:var(--ink);font:1.0625rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif;
-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{display:flow-root}
#component{padding:.25rem;overflow-wrap:break-word}
h2{font:500 1.375rem/1.25 ui-serif,"New York",Charter,"Iowan Old Style",Palatino,Georgia,"Liberation Serif",serif;margin-bottom:1rem;text-wrap:balance}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
:focus-visible{outline:.1875rem solid var(--accent);outline-offset:.125rem;border-radius:.25rem}
button{font:inherit;font-weight:600;padding:.5rem 1.25rem;color:var(--on-offer);background:var(--offer);border:.125rem solid transparent;border-radius:.5rem;cursor:pointer}
button:hover{border-color:currentColor}
button[aria-disabled=true],button:disabled{color:var(--quiet);background:var(--well);cursor:default}
.emphasis{padding:1.5rem 1.75rem;font:500 clamp(1.5rem,1rem + 3vw,2.5rem)/1.6 ui-serif,"New York",Charter,"Iowan Old Style",Palatino,Georgia,"Liberation Serif",serif;text-align:center}
.emphasis.box span,.emphasis.circle span,.emphasis.bracket span{display:inline-block}
fieldset{border:0;padding:0}
.choice{display:flex;gap:.75rem;align-items:baseline;padding:.625rem .875rem;margin-bottom:.5rem;border:1px solid var(--line);border-radius:.5rem;cursor:pointer}
.choice:has(:checked){border-color:var(--accent);background:var(--well)}
.choice input{accent-color:var(--accent)}
.result{padding:0;list-style:none}
.result li{margin-bottom:.875rem}
.row{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1rem}
.row small{color:var(--accent);font-weight:600}
.share,.status,.when{color:var(--quiet);font-size:.9375rem}
.bar{display:block;height:.625rem;margin-top:.25rem;background:var(--well);border-radius:.3125rem;overflow:hidden}
.fill{display:block;height:100%;background:var(--c0)}
.clock{display:flex;flex-wrap:wrap;gap:.75rem clamp(.75rem,4vw,1.5rem);margin-bottom:1rem}
.unit{display:grid;color:var(--quiet);font-size:.9375rem}
.unit b{font:500 clamp(1.75rem,1.25rem + 3vw,3.25rem)/1 ui-serif,Georgia,"Liberation Serif",serif;color:var(--ink);font-variant-numeric:tabular-nums}
.done{font-size:1.375rem}.done:empty{display:none}
${COLOURS}
svg.chart{display:block;width:100%;max-width:48rem;height:auto;overflow:visible}
svg.chart text{fill:var(--quiet);font-size:15px}
@media (max-width:30rem){svg.chart text{font-size:22px}}
svg.chart .grid{stroke:var(--line)}
svg.chart rect,svg.chart circle,svg.chart path{fill:var(--colour)}
svg.chart polyline{fill:none;stroke:var(--colour);stroke-width:3;stroke-linejoin:round}
svg.chart .slice{stroke:var(--paper);stroke-width:2}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;padding:0;margin:.75rem 0;list-style:none;font-size:.9375rem}
.legend i{display:inline-block;width:.75rem;height:.75rem;margin-right:.5rem;border-radius:.1875rem;background:var(--colour)}
summary{cursor:pointer;color:var(--accent)}
.wide{overflow-x:auto;margin-top:.75rem}
table{border-collapse:collapse}
th,td{padding:.375rem .75rem;border:1px solid var(--line);text-align:right}
tbody th{text-align:left;font-weight:400}
.lines{padding:.75rem 0 .75rem 3.25rem;max-height:28rem;overflow:auto;background:var(--well);border:1px solid var(--line);border-radius:.5rem;counter-reset:none}
.lines li{padding:0 1rem 0 .5rem;white-space:pre;width:max-content;min-width:100%}
.lines li::marker{color:var(--quiet);font-size:.8125rem}
.lines code{font:.9375rem/1.6 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;tab-size:4}
.lines .meant{background:var(--offer);color:var(--on-offer)}
.lines .faded{color:var(--quiet)}
.told{margin:1rem 0;min-height:4.5rem}
.steps{display:flex;gap:.75rem}
@media print{:root{--paper:#fff;--ink:#000;--quiet:#000}button{display:none}}
`;

export const FRAME_STYLE = CSS.replaceAll('\n', '');
