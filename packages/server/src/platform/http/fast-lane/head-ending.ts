/**
 * The last headers of an answer on a connection that stays, as node:http writes them, and the end of the head. Made once a second:
 * the date has no smaller unit.
 */
export function createHeadEnding(keepAliveMs: number): () => string {
  const keepAlive = `Connection: keep-alive\r\nKeep-Alive: timeout=${Math.floor(keepAliveMs / 1_000)}\r\n\r\n`;
  let ending: string | undefined;
  const forget = (): void => {
    ending = undefined;
  };
  return () => {
    if (ending !== undefined) return ending;
    const now = new Date();
    setTimeout(forget, 1_000 - now.getUTCMilliseconds()).unref();
    ending = `Date: ${now.toUTCString()}\r\n${keepAlive}`;
    return ending;
  };
}
