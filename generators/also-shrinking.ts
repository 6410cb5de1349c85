/** Values that nobody drew, but that are to shrink all the same. */
import fc from 'fast-check';

/**
 * The same values; those that were written by hand, and come without the memory of how they were drawn, shrink as well.
 * @param smaller the smaller values next to one, best first
 */
export function alsoShrinking<T>(arbitrary: fc.Arbitrary<T>, smaller: (value: T) => T[]): fc.Arbitrary<T> {
  return new AlsoShrinking(arbitrary, smaller);
}

/** Told from any context that the inner arbitrary could have. */
const BY_HAND = Symbol('written by hand');

class AlsoShrinking<T> extends fc.Arbitrary<T> {
  readonly #inner: fc.Arbitrary<T>;
  readonly #smaller: (value: T) => T[];

  constructor(inner: fc.Arbitrary<T>, smaller: (value: T) => T[]) {
    super();
    this.#inner = inner;
    this.#smaller = smaller;
  }

  override generate(random: fc.Random, biasFactor: number | undefined): fc.Value<T> {
    return this.#inner.generate(random, biasFactor);
  }

  override canShrinkWithoutContext(value: unknown): value is T {
    return value !== undefined;
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
