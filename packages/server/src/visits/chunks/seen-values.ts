/** Up to so many are quicker looked through than looked up. */
const FEW = 16;

/** Numbers values in the order in which they first occur, from 0 on. One serves many short lists, one after the other. */
export class SeenValues<T> {
  readonly #list: T[] = [];
  #size = 0;
  readonly #numbers = new Map<T, number>();

  get size(): number {
    return this.#size;
  }

  /** The number of `value`; that of a new one is the size before it. */
  numberOf(value: T): number {
    const known = this.#find(value);
    if (known !== undefined) return known;
    this.#list[this.#size] = value;
    if (this.#size >= FEW) this.#numbers.set(value, this.#size);
    return this.#size++;
  }

  clear(): void {
    this.#size = 0;
    if (this.#numbers.size > 0) this.#numbers.clear();
  }

  #find(value: T): number | undefined {
    for (let number = 0; number < this.#size && number < FEW; number++) if (this.#list[number] === value) return number;
    return this.#numbers.size > 0 ? this.#numbers.get(value) : undefined;
  }
}
