/**
 * Why a visit is no person's: `prefetch`, a browser that asked before its person did; `preview`, a messenger or network that draws
 * a card of the link; `crawler`; `tool`, a program such as curl.
 */
export type BotKind = 'prefetch' | 'preview' | 'crawler' | 'tool';
