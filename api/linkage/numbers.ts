/** A list of 32-bit numbers that grows in place: no array of boxed numbers, however long it gets. */
export class Numbers {
  array: Int32Array;
  length = 0;

  constructor(room = 256) {
    this.array = new Int32Array(room);
  }

  push(value: number): void {
    if (this.length === this.array.length) this.#grow();
    this.array[this.length++] = value;
  }

  /** A list with its length before it. @returns where it starts. */
  pushList(values: readonly number[]): number {
    const at = this.length;
    this.push(values.length);
    for (let i = 0; i < values.length; i++) this.push(values[i]!);
    return at;
  }

  #grow(): void {
    const grown = new Int32Array(2 * this.array.length);
    grown.set(this.array);
    this.array = grown;
  }
}

/** An Int32Array on memory that threads share. */
export function shared(values: number | Int32Array): Int32Array {
  const length = typeof values === "number" ? values : values.length;
  const array = new Int32Array(new SharedArrayBuffer(4 * length));
  if (typeof values !== "number") array.set(values);
  return array;
}
