import { Socket } from 'node:net';

/** What a connection sends, once it is in the shared buffer: nothing of it may be kept. Says false to be given no more for now. */
type OnBytes = (bytes: Buffer) => boolean;

/** As much as Node reads at a time. */
const shared = Buffer.allocUnsafeSlow(64 * 1024);

/** Where Node keeps the option `onread` of a socket that it makes for a client: it has none for those that a server accepts. */
function findOptions(): { readonly buffer: symbol; readonly callback: symbol } | undefined {
  const callback = () => true;
  const model = new Socket({ onread: { buffer: shared, callback } });
  const holding = (value: unknown) =>
    Object.getOwnPropertySymbols(model).find((symbol) => Reflect.get(model, symbol) === value);
  const [bufferSymbol, callbackSymbol] = [holding(shared), holding(callback)];
  return bufferSymbol && callbackSymbol && { buffer: bufferSymbol, callback: callbackSymbol };
}

const options = findOptions();

/**
 * Has all that `socket` receives read into one buffer that every connection shares, where Node takes 64 KiB anew for each read: a
 * ninth of the processor time of a redirect, and more work for the collector beside it. Says false, and changes nothing, where sockets are not
 * made as in the Node that this was written for.
 */
export function readInto(socket: Socket, onBytes: OnBytes): boolean {
  const handle: unknown = Reflect.get(socket, '_handle');
  if (options === undefined || typeof handle !== 'object' || handle === null) return false;
  const useUserBuffer: unknown = Reflect.get(handle, 'useUserBuffer');
  if (typeof useUserBuffer !== 'function') return false;
  Reflect.set(socket, options.buffer, shared);
  Reflect.set(socket, options.callback, (length: number) => onBytes(shared.subarray(0, length)));
  useUserBuffer.call(handle, shared);
  return true;
}
