/** Defects of optional data in Query, and of what items always carry. */
import { property } from './contracts.ts';
import { type Fault, fault, rowsOf } from './fault.ts';
import { answers, calls, choicesOf, entities, type Json, list, object, refuses } from './tools.ts';

const QUERY = 'queryCustomizations';
const COUNT = 'ASSIGNED_PRODUCTS_COUNT';
const IMAGE = 'CHOICE_DISPLAY_IMAGE';

const row = rowsOf('CUST-QUERY-FIELDS');

const items = (edit: (customization: Json) => void) => entities(edit, QUERY);

const without = (...names: string[]) =>
  items(customization => {
    for (const name of names) delete customization[name];
  });

const asks = (body: Json, field: string): boolean => list(body.fields).includes(field);

export const fieldsFaults: Fault[] = [
  fault(
    'fields-count-unasked',
    [row(1), 'CUST-MODEL-048', row(16)],
    'Query shows the number of products unasked.',
    items(customization => {
      customization.assignedProductsCount ??= 0;
    }),
  ),
  fault(
    'fields-count-missing',
    [row(2), 'CUST-MODEL-049'],
    'Query leaves out the number of products when asked for it.',
    without('assignedProductsCount'),
  ),
  fault(
    'fields-zero-count-dropped',
    [row(2), row(3), 'CUST-MODEL-049'],
    'Query leaves out the number of products when it is 0.',
    items(customization => {
      if (customization.assignedProductsCount === 0) delete customization.assignedProductsCount;
    }),
  ),
  fault(
    'fields-count-on-first-item-only',
    row(2),
    'Query shows the number of products on the first item only.',
    answers(QUERY, body => {
      for (const item of list(body.customizations).slice(1)) delete object(item)?.assignedProductsCount;
    }),
  ),
  fault(
    'fields-count-one',
    row(3),
    'Query counts one product too many.',
    items(customization => {
      if (typeof customization.assignedProductsCount === 'number') customization.assignedProductsCount += 1;
    }),
  ),
  fault(
    'fields-refuses-image',
    [row(4), row(6)],
    'Query refuses to show images.',
    refuses(QUERY, (_call, body) => asks(body, IMAGE)),
  ),
  fault(
    'fields-image-unasked',
    [row(5), 'CUST-MODEL-037'],
    'Query shows an image on swatches unasked.',
    items(customization => {
      if (customization.customizationRenderType !== 'SWATCH_CHOICES') return;
      for (const choice of choicesOf(customization))
        choice.displayImage ??= { id: 'abc.png', url: 'https://static.example/abc.png' };
    }),
  ),
  fault(
    'fields-refuses-both',
    row(6),
    'Query refuses to show both kinds of optional data.',
    refuses(QUERY, (_call, body) => asks(body, IMAGE) && asks(body, COUNT)),
  ),
  fault(
    'fields-empty-refused',
    row(7),
    'An empty `fields` is refused.',
    refuses(QUERY, (_call, body) => Array.isArray(body.fields) && body.fields.length === 0),
  ),
  fault(
    'fields-empty-means-all',
    row(7),
    'An empty `fields` asks for everything.',
    calls(QUERY, (_call, body) => {
      if (Array.isArray(body.fields) && body.fields.length === 0) body.fields = [COUNT, IMAGE];
    }),
  ),
  fault(
    'fields-accepts-101',
    row(9),
    'Query takes any number of fields.',
    property('QueryCustomizationsRequest', 'fields', { maxItems: undefined }),
  ),
  fault(
    'fields-is-a-projection',
    row(11),
    'Asked for optional data, Query shows nothing else but the id.',
    answers(QUERY, (body, _reply, call) => {
      if (list(object(call.body)?.fields).length === 0) return;
      body.customizations = list(body.customizations).map(item => {
        const { id, assignedProductsCount } = object(item) ?? {};
        return { id, assignedProductsCount };
      });
    }),
  ),
  fault(
    'fields-strips-settings',
    [row(11), row(14)],
    'Asked for optional data, Query leaves out the settings.',
    answers(QUERY, (body, _reply, call) => {
      if (list(object(call.body)?.fields).length === 0) return;
      for (const item of list(body.customizations)) {
        delete object(item)?.choicesSettings;
        delete object(item)?.freeTextInput;
      }
    }),
  ),
  fault(
    'fields-takes-text',
    row(13),
    'A `fields` that is no list is taken for its one value.',
    calls(QUERY, (_call, body) => {
      if (body.fields !== undefined && !Array.isArray(body.fields))
        body.fields = body.fields === IMAGE ? [IMAGE] : [COUNT];
    }),
  ),
  fault(
    'fields-no-settings',
    [row(14), row(16), 'CUST-MODEL-022'],
    'Query leaves out the settings of choices.',
    without('choicesSettings'),
  ),
  fault(
    'fields-no-free-text',
    [row(14), row(16), 'CUST-MODEL-021'],
    'Query leaves out the settings of free text.',
    without('freeTextInput'),
  ),
  fault(
    'fields-no-revision',
    [row(15), row(16), 'CUST-MODEL-005'],
    'Query leaves out the revision.',
    without('revision'),
  ),
  fault(
    'fields-no-dates',
    [row(15), row(16), 'CUST-MODEL-009'],
    'Query leaves out the dates.',
    without('createdDate', 'updatedDate'),
  ),
  fault('fields-no-key', [row(15), row(16), 'CUST-MODEL-015'], 'Query leaves out the key.', without('key')),
  fault('fields-no-id', [row(15), row(16), 'CUST-MODEL-001'], 'Query leaves out the id.', without('id')),
  fault(
    'fields-other-revision',
    row(16),
    'Query shows the revision after the current one.',
    items(customization => {
      customization.revision = String(Number(customization.revision) + 1);
    }),
  ),
  fault(
    'fields-choices-sorted',
    row(16),
    'Query shows choices in reverse order.',
    items(customization => {
      list(object(customization.choicesSettings)?.choices).reverse();
    }),
  ),
];
