/** The operations on products and read-only variants, as a check speaks them. */
import type {
  BulkCreateProductsRequest,
  BulkDeleteProductsRequest,
  BulkUpdateProductsRequest,
  CountProductsRequest,
  NewProduct,
  Product,
  QueryProductsRequest,
  QueryReadOnlyVariantsRequest,
  SearchProductsRequest,
  SearchReadOnlyVariantsRequest,
} from '../specs/openapi.types.ts';
import type { Call, JsonObject } from './answer.ts';
import { type Caller, countIn, type ReadOptions, type Sent } from './caller.ts';
import { isChanged } from './change.ts';
import {
  createdProductOf,
  type ProductPage,
  productOf,
  productPageOf,
  type ReadOnlyVariantPage,
  variantPageOf,
} from './product-reading.ts';
import { type BulkOutcome, bulkCreatedOf, bulkOf } from './reading.ts';

/** A product as Create takes it, and the `fields` its answer is to show. */
export interface CreateProductBody {
  product: NewProduct;
  fields?: readonly string[];
}

export interface UpdateProductBody {
  product: { id: string; revision: string } & Record<string, unknown>;
  fields?: readonly string[];
}

export class ProductsApi {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** Create Product. A changed body's path starts at the request: `product.name`. */
  create(product: NewProduct | Sent<CreateProductBody>, fields?: readonly string[]): Call<Product> {
    const body =
      isChanged<CreateProductBody>(product) || 'product' in product
        ? product
        : { product, ...(fields && { fields }) };
    return this.#caller.call('createProduct', undefined, body, createdProductOf);
  }

  get(id: string, options: ReadOptions = {}): Call<Product> {
    return this.#caller.read('getProduct', id, options, productOf);
  }

  getBySlug(slug: string, options: ReadOptions = {}): Call<Product> {
    return this.#caller.read('getProductBySlug', slug, options, productOf);
  }

  /** Update Product; the id in the path is `id`, whatever the body says. */
  update(id: string, body: Sent<UpdateProductBody>): Call<Product> {
    return this.#caller.call('updateProduct', id, body, productOf);
  }

  delete(id: string, difference?: string): Call<JsonObject> {
    return this.#caller.delete('product', id, difference);
  }

  query(body: Sent<QueryProductsRequest> = {}): Call<ProductPage> {
    return this.#caller.call('queryProducts', undefined, body, productPageOf);
  }

  search(body: Sent<SearchProductsRequest> = {}): Call<ProductPage> {
    return this.#caller.call('searchProducts', undefined, body, productPageOf);
  }

  count(body: Sent<CountProductsRequest> = {}): Call<number> {
    return this.#caller.call('countProducts', undefined, body, countIn);
  }

  bulkCreate(body: Sent<BulkCreateProductsRequest>): Call<BulkOutcome> {
    return this.#caller.call('bulkCreateProducts', undefined, body, bulkCreatedOf);
  }

  bulkUpdate(body: Sent<BulkUpdateProductsRequest>): Call<BulkOutcome> {
    return this.#caller.call('bulkUpdateProducts', undefined, body, bulkOf);
  }

  bulkDelete(body: Sent<BulkDeleteProductsRequest>): Call<BulkOutcome> {
    return this.#caller.call('bulkDeleteProducts', undefined, body, bulkOf);
  }
}

export class ReadOnlyVariantsApi {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  query(body: Sent<QueryReadOnlyVariantsRequest> = {}): Call<ReadOnlyVariantPage> {
    return this.#caller.call('queryReadOnlyVariants', undefined, body, variantPageOf);
  }

  search(body: Sent<SearchReadOnlyVariantsRequest> = {}): Call<ReadOnlyVariantPage> {
    return this.#caller.call('searchReadOnlyVariants', undefined, body, variantPageOf);
  }
}
