/** Calls a job out of its turn: something has been left for it. */
export type Bell = {
  ring(): void;
  /** Of several the last one hears it. */
  onRing(listener: () => void): void;
};

export function createBell(): Bell {
  let heard = () => {};
  return {
    ring: () => heard(),
    onRing(listener) {
      heard = listener;
    },
  };
}
