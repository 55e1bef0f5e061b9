const CSS = `
body.screen{max-width:none;gap:1rem;padding:1rem clamp(1rem,2vw,2rem)}
.review{display:grid;gap:1.5rem;min-width:0}
.review h1{font-size:1.375rem;line-height:1.3}
.bar{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;align-items:baseline;margin-bottom:.75rem}
.bar h1{flex:1 1 16rem;overflow-wrap:anywhere}
.review iframe{display:block;width:100%;height:70vh;border:1px solid var(--line);border-radius:.375rem;background:#fff}
.review aside{min-width:0}
.review textarea{font:inherit;color:var(--ink);background:var(--paper);border:1px solid var(--quiet);border-radius:.375rem;padding:.5rem .7rem;width:100%;min-height:5.5rem;resize:vertical}
.review button{min-height:2.5rem;padding:.3rem .9rem}
.review button.plain{border-color:transparent;padding:.3rem 0;font-weight:400;text-decoration:underline;text-underline-offset:.2em}
.quoted{margin:.5rem 0;padding-left:.75rem;border-left:.25rem solid var(--offer)}
.quoted q,.thread q{font-style:italic;overflow-wrap:anywhere}
.threads{list-style:none;padding:0;margin-top:1.25rem}
.thread{max-width:none;border-top:1px solid var(--line);padding:1rem 0;margin:0}
.thread.resolved>.said{color:var(--quiet)}
.thread ol{list-style:none;padding:0 0 0 1rem;border-left:1px solid var(--line);margin-top:.75rem}
.said{white-space:pre-wrap;overflow-wrap:anywhere;max-width:none}
.who{color:var(--quiet);font-size:.9375rem;max-width:none}
.who strong{color:var(--ink)}
.row{display:flex;flex-wrap:wrap;gap:.25rem 1rem;align-items:center;margin-top:.25rem}
.row form{margin:0}
.versions{list-style:none;padding:0;margin:.5rem 0}
.versions li{max-width:none;padding:.25rem 0;margin:0}
.versions a{margin-left:.75rem}
.diff{border:1px solid var(--line);border-radius:.375rem;background:var(--paper);overflow-x:auto;margin-top:1rem}
.diff table{border-collapse:collapse;width:100%;font:.875rem/1.55 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace}
.diff td{padding:.05rem .6rem;vertical-align:top}
.diff td.line{color:var(--quiet);text-align:right;user-select:none;width:1%}
.diff td.text{white-space:pre-wrap;overflow-wrap:anywhere}
.diff ins,.diff del{text-decoration:none;display:block}
.diff tr.added{background:var(--plus)}
.diff tr.removed{background:var(--minus)}
.tabs{display:flex;gap:1.25rem;margin-top:.5rem}
.tabs [aria-current]{font-weight:600;text-decoration:none;color:var(--ink)}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
[hidden]{display:none!important}
@media (min-width:60rem){
.review{grid-template-columns:minmax(0,1fr) 24rem;align-items:start}
.review iframe{height:calc(100vh - 11rem);min-height:24rem}
.review aside{max-height:calc(100vh - 6rem);overflow:auto;padding:.25rem}
}`;

const COLOURS = `:root{--plus:#dcf3e6;--minus:#fbe3de}
@media (prefers-color-scheme:dark){:root{--plus:#153b2c;--minus:#4a221b}}`;

export const REVIEW_STYLE = (COLOURS + CSS).replaceAll('\n', '');
