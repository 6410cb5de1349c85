/** Targets that look almost real: recorded answers, and a reference whose queries never come to an end. */
import { toCall } from '../../reference/router.ts';
import { createService } from '../../reference/service.ts';
import { payloadOf, type WireAnswer, type WireRequest } from '../../reference/wire.ts';
import type { OperationId, ProductOperationId, ReadOnlyVariantOperationId } from '../../specs/operations.ts';
import type { Answer } from './zoo-animals.ts';

const text = (name: string) => ({ choiceType: 'CHOICE_TEXT', name });
const MODIFIER = {
  name: 'Colour',
  customizationType: 'MODIFIER',
  customizationRenderType: 'TEXT_CHOICES',
  choicesSettings: { choices: [text('Red'), text('Blue'), text('Green')] },
};

interface Made {
  id: string;
  revision: string;
  choicesSettings: { choices: { id: string }[] };
}

const PRODUCT = {
  name: 'Shirt',
  productType: 'PHYSICAL',
  physicalProperties: {},
  modifiers: [
    { name: 'Wrapping', modifierRenderType: 'TEXT_CHOICES', choicesSettings: { choices: [text('Paper')] } },
  ],
  options: [
    {
      name: 'Fit',
      optionRenderType: 'TEXT_CHOICES',
      choicesSettings: { choices: [text('Slim'), text('Wide')] },
    },
  ],
  variantsInfo: {
    variants: ['Slim', 'Wide'].map(choiceName => ({
      choices: [{ optionChoiceNames: { optionName: 'Fit', choiceName, renderType: 'TEXT_CHOICES' } }],
      sku: `shirt-${choiceName}`,
      price: { actualPrice: { amount: '10.00' } },
      physicalProperties: {},
    })),
  },
};

type Service = ReturnType<typeof createService>;

/** The same of the operations on products and read-only variants. */
function recordedOfProducts({
  handle,
}: Service): Record<ProductOperationId | ReadOnlyVariantOperationId, unknown> {
  const send = (operation: OperationId, body?: unknown, productId?: string): unknown => {
    const reply = handle({ operation, productId, slug: 'shirt', body });
    if (reply.status !== 200) throw new Error(`${operation}: ${JSON.stringify(reply)}`);
    return reply.body;
  };
  const product = (answer: unknown) => (answer as { product: { id: string; revision: string } }).product;
  const created = send('createProduct', { product: PRODUCT });
  const { id, revision } = product(created);
  const other = product(send('createProduct', { product: { ...PRODUCT, name: 'Coat' } }));
  return {
    createProduct: created,
    getProduct: send('getProduct', undefined, id),
    getProductBySlug: send('getProductBySlug'),
    queryProducts: send('queryProducts', {}),
    searchProducts: send('searchProducts', {}),
    countProducts: send('countProducts', {}),
    queryReadOnlyVariants: send('queryReadOnlyVariants', {}),
    searchReadOnlyVariants: send('searchReadOnlyVariants', {}),
    updateProduct: send('updateProduct', { product: { id, revision, name: 'Blouse' } }, id),
    bulkCreateProducts: send('bulkCreateProducts', { products: [PRODUCT], returnEntity: true }),
    bulkUpdateProducts: send('bulkUpdateProducts', {
      products: [{ product: { id: other.id, revision: other.revision, name: 'Jacket' } }],
      returnEntity: true,
    }),
    bulkDeleteProducts: send('bulkDeleteProducts', { productIds: [other.id] }),
    deleteProduct: send('deleteProduct', undefined, id),
  };
}

/** One plausible answer of each operation, as the healthy reference gives it. */
function recorded(): Record<OperationId, unknown> {
  const service = createService();
  const { handle } = service;
  const send = (operation: OperationId, body?: unknown, customizationId?: string): unknown => {
    const reply = handle({ operation, customizationId, body });
    if (reply.status !== 200) throw new Error(`${operation}: ${JSON.stringify(reply)}`);
    return reply.body;
  };
  const created = send('createCustomization', { customization: MODIFIER });
  const { id } = (created as { customization: Made }).customization;
  const now = (): Made => (send('getCustomization', undefined, id) as { customization: Made }).customization;
  const choiceIds = (): string[] => now().choicesSettings.choices.map(choice => choice.id);
  const to = (operation: OperationId, body: object): unknown => send(operation, body, id);
  const inBulk = (operation: OperationId, body: object) => send(operation, { ...body, returnEntity: true });
  const renamed = (name: string) => ({ customization: { id, revision: now().revision, name } });
  return {
    createCustomization: created,
    getCustomization: send('getCustomization', undefined, id),
    queryCustomizations: send('queryCustomizations', {}),
    countCustomizations: send('countCustomizations', {}),
    addCustomizationChoices: to('addCustomizationChoices', { choices: [text('Grey')] }),
    removeCustomizationChoices: to('removeCustomizationChoices', { choiceIds: choiceIds().slice(-1) }),
    reorderCustomizationChoices: to('reorderCustomizationChoices', {
      revision: now().revision,
      choiceIds: choiceIds().reverse(),
    }),
    // Its answer is that of every other change.
    updateCustomizationChoices: send('getCustomization', undefined, id),
    setCustomizationChoices: to('setCustomizationChoices', { choices: [text('Black'), text('White')] }),
    updateCustomization: to('updateCustomization', renamed('Shade')),
    bulkCreateCustomizations: inBulk('bulkCreateCustomizations', {
      customizations: [{ ...MODIFIER, name: 'Size' }],
    }),
    bulkUpdateCustomizations: inBulk('bulkUpdateCustomizations', { customizations: [renamed('Tint')] }),
    bulkAddCustomizationChoices: inBulk('bulkAddCustomizationChoices', {
      customizationsChoices: [{ customizationId: id, choices: [text('Pink')] }],
    }),
    deleteCustomization: send('deleteCustomization', undefined, id),
    ...recordedOfProducts(service),
  };
}

/** Knows the routes, and for each operation one answer, whoever asks for what. */
export function cannedAnswers(): Answer {
  const answers = recorded();
  return (request, response) => {
    const found = toCall(wireRequest(request));
    // Broken JSON has an operation too.
    const known = 'call' in found ? found : toCall(wireRequest({ ...request, body: '{}' }));
    const answer = 'call' in known ? { status: 200, body: answers[known.call.operation] } : known.answer;
    write(response, answer);
  };
}

const AGAIN = 'again-';

/** The healthy reference, except that a page that is the last offers another one: the same once more. */
export function endlessPages(): Answer {
  const { respond } = createService();
  /** The bodies of requests for last pages; the cursor names one by its place. */
  const asked: string[] = [];
  return (request, response) => {
    const again = new RegExp(`"cursor":"${AGAIN}(\\d+)"`).exec(request.body)?.[1];
    const body = again === undefined ? request.body : (asked[Number(again)] ?? request.body);
    const answer = respond(wireRequest({ ...request, body }));
    const page = answer.body as { pagingMetadata?: { hasNext?: boolean } } | undefined;
    if (!page?.pagingMetadata || page.pagingMetadata.hasNext) return write(response, answer);
    const next = `${AGAIN}${asked.push(body) - 1}`;
    const pagingMetadata = { ...page.pagingMetadata, hasNext: true, cursors: { next } };
    write(response, { ...answer, body: { ...page, pagingMetadata } });
  };
}

function wireRequest({ method, url, headers, body }: Parameters<Answer>[0]): WireRequest {
  const [path = '', query = ''] = url.split('?');
  return { method, path, query, headers, body };
}

function write(response: Parameters<Answer>[1], answer: WireAnswer): void {
  const own = Object.entries(answer.headers ?? {}).filter(([, value]) => value !== undefined);
  const headers = { 'content-type': 'application/json', ...Object.fromEntries(own) };
  response.writeHead(answer.status, headers).end(payloadOf(answer));
}
