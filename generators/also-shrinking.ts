/** Values that nobody drew, but that are to shrink all the same. */
import fc from 'fast-check';

/**
 * The same values; those that were written by hand, and come without the memory of how they were drawn, shrink as well.
 * Drawn ones do by what their generator remembers.
 * @param smaller the smaller values next to one, best first
 */
export function alsoShrinking<T extends object>(
  arbitrary: fc.Arbitrary<T>,
  smaller: (value: T) => T[],
): fc.Arbitrary<T> {
  return new AlsoShrinking(arbitrary, smaller);
}

/** Told from any context that the inner arbitrary could have. */
const BY_HAND = Symbol('written by hand');

class AlsoShrinking<T extends object> extends fc.Arbitrary<T> {
  readonly #inner: fc.Arbitrary<T>;
  readonly #smaller: (value: T) => T[];
  /** They had better be drawn again: their context makes them much smaller. */
  readonly #drawn = new WeakSet<object>();

  constructor(inner: fc.Arbitrary<T>, smaller: (value: T) => T[]) {
    super();
    this.#inner = inner;
    this.#smaller = smaller;
  }

  override generate(random: fc.Random, biasFactor: number | undefined): fc.Value<T> {
    const drawn = this.#inner.generate(random, biasFactor);
    this.#drawn.add(drawn.value_);
    return drawn;
  }

  override canShrinkWithoutContext(value: unknown): value is T {
    return typeof value === 'object' && value !== null && !this.#drawn.has(value);
  }

  override shrink(value: T, context: unknown): fc.Stream<fc.Value<T>> {
    if (context !== undefined && context !== BY_HAND) return this.#inner.shrink(value, context);
    return fc.stream(
      this.#smaller(value)
        .map(one => new fc.Value(one, BY_HAND))
        [Symbol.iterator](),
    );
  }
}
