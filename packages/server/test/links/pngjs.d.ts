// The package brings no types. Only what the tests use.
declare module 'pngjs' {
  type Picture = { readonly width: number; readonly height: number; readonly data: Buffer };
  export const PNG: { readonly sync: { read(png: Buffer): Picture } };
}
