/** Beyond this a `Map` is used: the array would hold mostly nothing. It takes up to 8 MB for as long as a question is answered. */
const DENSE_KEYS_MAX = 1_000_000;

/** Adds up numbers by keys, which are whole. A year of a busy link is up to a million additions, and a `Map` makes half of their cost. */
export class KeySums {
  #dense = new Float64Array(4_096);
  readonly #sparse = new Map<number, number>();

  add(key: number, amount: number): void {
    if (key < this.#dense.length) this.#dense[key] = (this.#dense[key] ?? 0) + amount;
    else if (key < DENSE_KEYS_MAX) this.#grow(key, amount);
    else this.#sparse.set(key, (this.#sparse.get(key) ?? 0) + amount);
  }

  /** Keys whose sum is not 0, with their sums. */
  *entries(): Generator<readonly [key: number, sum: number]> {
    for (let key = 0; key < this.#dense.length; key++) {
      const sum = this.#dense[key] ?? 0;
      if (sum !== 0) yield [key, sum];
    }
    yield* this.#sparse;
  }

  #grow(key: number, amount: number): void {
    const larger = new Float64Array(Math.min(DENSE_KEYS_MAX, 2 ** Math.ceil(Math.log2(key + 1))));
    larger.set(this.#dense);
    larger[key] = amount;
    this.#dense = larger;
  }
}
