/** A Content-Type, taken apart; `parameters` by their names in lower case, values without quotes. */
export type ContentType = { readonly type: string; readonly parameters: ReadonlyMap<string, string> };

const PARAMETER = /;\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]*))/g;

export function parseContentType(header: string | undefined): ContentType {
  const [type = ''] = (header ?? '').split(';', 1);
  const parameters = new Map<string, string>();
  for (const [, name = '', quoted, plain] of (header ?? '').slice(type.length).matchAll(PARAMETER)) {
    const key = name.toLowerCase();
    if (!parameters.has(key)) parameters.set(key, quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '');
  }
  return { type: type.trim().toLowerCase(), parameters };
}
