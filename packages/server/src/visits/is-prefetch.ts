/** Whether the value of `Purpose`, `Sec-Purpose` or `X-Moz` says that a browser asks before its person did. */
export const isPrefetch = (value: string): boolean => value.toLowerCase().includes('prefetch');
