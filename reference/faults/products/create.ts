/** Defects of Create Product. */
import { type Fault, fault, rowsOf } from '../fault.ts';
import { refusals } from '../tools.ts';
import {
  answers,
  around,
  CREATE,
  calls,
  drops,
  envelope,
  type Json,
  list,
  newProducts,
  object,
  only,
  productIn,
  products,
  refusesProducts,
  schema,
} from './tools.ts';

const row = rowsOf('PROD-CREATE');

const DEFAULT_VARIANTS = { variants: [{ price: { actualPrice: { amount: '0' } }, physicalProperties: {} }] };

/** Only the first of what `fields` names is known. */
const KNOWN_FIELDS = /^(URL|CURRENCY|MERCHANT_DATA|VARIANT_OPTION_CHOICE_NAMES)$/;

const edits = (edit: (product: Json) => void) =>
  answers(CREATE, body => {
    const product = object(body.product);
    if (product) edit(product);
  });

/** An id of 37 characters, of which requests use the first 36. */
const longIds = around(next => call => {
  const productId = call.productId?.replace(/-$/, '');
  const reply = structuredClone(next({ ...call, productId }));
  const product = productIn(reply);
  if (product) product.id = `${product.id}-`;
  return reply;
});

export const productCreateFaults: Fault[] = [
  fault(
    'product-create-202',
    row(1),
    'A product is created with 202.',
    answers(CREATE, (_body, reply) => {
      reply.status = 202;
    }),
  ),
  fault(
    'product-create-refuses-plain',
    row(1),
    'A product without options is refused.',
    refusesProducts(product => list(product.options).length === 0),
  ),
  fault('product-long-ids', row(2), 'Products have ids of 37 characters.', longIds),
  fault(
    'product-revision-number',
    row(3),
    'The revision of a product is a number.',
    products(product => {
      product.revision = Number(product.revision);
    }),
  ),
  fault(
    'product-takes-revision',
    row(4),
    'The revision of a new product is the one that was sent.',
    around(next => call => {
      const reply = next(call);
      const sent = object(object(call.body)?.product)?.revision;
      if (call.operation !== CREATE || sent === undefined || reply.status >= 300) return reply;
      const copy = structuredClone(reply);
      const product = productIn(copy);
      if (product) product.revision = sent;
      return copy;
    }),
  ),
  fault(
    'product-no-created-date',
    row(5),
    'Products do not tell when they were created.',
    products(product => {
      delete product.createdDate;
    }),
  ),
  fault(
    'product-updated-date-words',
    row(5),
    'Products tell in words when they were updated.',
    products(product => {
      product.updatedDate = 'just now';
    }),
  ),
  fault(
    'product-create-empty-body',
    row(6),
    'A create request without a product is answered 200.',
    only(CREATE, (next, call) =>
      object(object(call.body)?.product) ? next(call) : { status: 200, body: { product: {} } },
    ),
  ),
  fault(
    'product-names-the-nameless',
    row(7),
    'A product without a name is called Product.',
    newProducts(product => {
      product.name ??= 'Product';
    }),
  ),
  fault('product-empty-name', row(8), 'An empty product name is accepted.', {
    contract: [{ at: '/components/schemas/ProductName/minLength', to: 0 }],
  }),
  fault('product-refuses-name-80', row(9), 'A product name of 80 characters is refused.', {
    contract: [{ at: '/components/schemas/ProductName/maxLength', to: 79 }],
  }),
  fault(
    'product-cuts-names',
    row(9),
    'Product names are cut after 60 characters.',
    newProducts(product => {
      product.name = String(product.name).slice(0, 60);
    }),
  ),
  fault(
    'product-accepts-name-81',
    row(10),
    'A product name of 81 characters is accepted.',
    schema('NewProduct', 'name', { maxLength: 1000 }),
  ),
  fault(
    'product-default-type',
    row(11),
    'A product without a type is physical.',
    newProducts(product => {
      product.productType ??= 'PHYSICAL';
    }),
  ),
  fault(
    'product-unknown-type',
    row(12),
    'A product of an unknown type is physical.',
    newProducts(product => {
      if (typeof product.productType === 'string' && product.productType !== 'DIGITAL')
        product.productType = 'PHYSICAL';
    }),
  ),
  fault(
    'product-physical-unasked',
    row(13),
    'Physical products need no physicalProperties.',
    drops('physical-properties-given'),
  ),
  fault(
    'product-refuses-empty-physical',
    row(14),
    'Empty physicalProperties of a product are refused.',
    refusesProducts(
      ({ physicalProperties: given }) => given !== undefined && Object.keys(given as Json).length === 0,
    ),
  ),
  fault(
    'product-without-variants-info',
    row(15),
    'A product without variantsInfo gets a variant at no cost.',
    newProducts(product => {
      product.variantsInfo ??= DEFAULT_VARIANTS;
    }),
  ),
  fault(
    'product-without-variants',
    row(16),
    'A product with an empty list of variants gets one at no cost.',
    newProducts(product => {
      const sent = object(product.variantsInfo);
      if (sent && list(sent.variants).length === 0) product.variantsInfo = DEFAULT_VARIANTS;
    }),
  ),
  fault(
    'product-no-slug',
    row(17),
    'Products do not tell their slug.',
    products(product => {
      delete product.slug;
    }),
  ),
  fault(
    'product-slug-taken',
    row(18),
    'A product whose slug is taken gets another one.',
    only(CREATE, (next, call) => {
      const reply = next(call);
      if (!JSON.stringify(reply.body).includes('DUPLICATE_SLUG_ERROR')) return reply;
      const { body } = structuredClone(call) as { body: { product: Json } };
      delete body.product.slug;
      return next({ ...call, body });
    }),
  ),
  fault(
    'product-slug-taken-409-other',
    row(18),
    'A taken slug is told by a code that no method publishes.',
    refusals(CREATE, body => {
      const error = object(object(body.details)?.applicationError);
      if (error?.code === 'DUPLICATE_SLUG_ERROR') error.code = 'SLUG_IN_USE';
    }),
  ),
  fault(
    'product-hidden-by-default',
    row(19),
    'Products are hidden unless the caller shows them.',
    newProducts(product => {
      product.visible ??= false;
    }),
  ),
  fault(
    'product-own-handle',
    row(20),
    'The handle of the caller is replaced.',
    newProducts(product => {
      delete product.handle;
    }),
  ),
  fault(
    'product-ignores-fields',
    row(21),
    'Unknown values in `fields` are passed over.',
    calls(CREATE, (_call, body) => {
      if (Array.isArray(body.fields))
        body.fields = body.fields.filter(name => KNOWN_FIELDS.test(String(name)));
    }),
  ),
  fault(
    'product-create-hides-variants',
    row(22),
    'The answer to a create has no variants.',
    edits(product => {
      delete product.variantsInfo;
    }),
  ),
  fault(
    'product-create-counts-one-more',
    row(23),
    'The answer to a create counts a variant too many.',
    edits(product => {
      const summary = object(product.variantSummary);
      if (summary) summary.variantCount = Number(summary.variantCount) + 1;
    }),
  ),
  fault(
    'product-digital-in-pos',
    row(24),
    'A digital product may be visible in the point of sale.',
    drops('digital-not-in-pos'),
  ),
  fault(
    'product-no-digital',
    row(25),
    'Digital products are refused.',
    refusesProducts(product => product.productType === 'DIGITAL'),
  ),
  fault(
    'product-refused-but-stored',
    row(26),
    'A refused create leaves a product behind.',
    only(CREATE, (next, call) => {
      const reply = next(call);
      const { slug } = object(object(call.body)?.product) ?? {};
      if (reply.status < 400 || slug === undefined) return reply;
      const left = { name: 'Left behind', slug, productType: 'PHYSICAL', physicalProperties: {} };
      next({ operation: CREATE, body: { product: { ...left, variantsInfo: DEFAULT_VARIANTS } } });
      return envelope(reply.status);
    }),
  ),
];
