/** Makes what a check needs on the target; it is in the ledger before it exists, and gone when the check ends. */
import { withOwnNames } from '../generators/product-names.ts';
import type { Customization, NewCustomization, NewProduct, Product } from '../specs/openapi.types.ts';
import type { Call } from './answer.ts';
import type { Api } from './api.ts';
import type { Names } from './names.ts';
import { HarnessError, UndecidedError } from './undecided.ts';

export interface Given {
  /** The customization as the target created it. Its name is replaced by one of this run unless it already is one. */
  customization(input: NewCustomization): Promise<Customization>;
  /** The product as the target created it. Its names are replaced by ones of this run unless it already has one. */
  product(input: NewProduct, fields?: readonly string[]): Promise<Product>;
  /** The product under names of this run: its own, those of what it creates inline, its SKUs and barcodes. */
  productNamed(input: NewProduct): NewProduct;
  /** The input under a name of this run: its tag, a number in letters, `-<label>`. */
  named<T extends NewCustomization>(input: T, label?: string): T;
  /** A name of this run, of its own. */
  name(label?: string): string;
  /** The same as one plain ASCII word. */
  word(): string;
  /** A name of this run, of its own, that ends in `tail` or in as much of it as there is room for. */
  nameWithTail(tail: string): string;
  /** A name of this run of exactly that many characters. */
  nameOfLength(length: number): string;
}

export function createGiven(api: Api, names: Names): Given {
  const named = <T extends NewCustomization>(input: T, label?: string): T => ({
    ...input,
    name: names.next(label),
  });
  const productNamed = (input: NewProduct) => withOwnNames(input, () => names.next());
  return {
    named,
    name: label => names.next(label),
    word: () => names.word(),
    nameWithTail: tail => names.withTail(tail),
    nameOfLength: length => names.ofLength(length),
    customization(input) {
      const own = input.name.startsWith(names.tag) ? input : named(input);
      return setUp(api.create(own), 'customization');
    },
    productNamed,
    product(input, fields) {
      const own = input.name.startsWith(names.tag) ? input : productNamed(input);
      return setUp(api.products.create(own, fields), 'product');
    },
  };
}

/** @throws UndecidedError(set-up-failed) when the target refuses what a check needs */
async function setUp<T>(call: Call<T>, what: string): Promise<T> {
  try {
    return await call.accepted();
  } catch (error) {
    if (!(error instanceof UndecidedError) || error.reason !== 'control-refused') throw error;
    throw new UndecidedError('set-up-failed', `a valid ${what} could not be created`, error.exchange);
  }
}

/** Fails loudly when a check asks for something the suite cannot make. */
export function assertMade(made: boolean, what: string): asserts made {
  if (!made) throw new HarnessError(`the suite could not make ${what}`);
}
