/** What `fields` may hold where the sources are silent. */
import { CUSTOMIZATION_OPERATIONS } from '../../specs/operations.ts';
import type { Change } from '../change.ts';
import { QUERY } from '../faults/page-tools.ts';
import { around, calls, list, object, queryOf, refuses } from '../faults/tools.ts';
import { type Variant, variant } from './variant.ts';

/** What Get and Query of customizations are asked to add, before the model sees it. */
const fields = (edit: (asked: unknown[]) => unknown[]): Change =>
  around(next => call => {
    if (!(call.operation in CUSTOMIZATION_OPERATIONS)) return next(call);
    const body = object(call.body);
    return next({
      ...call,
      ...(call.fields && { fields: edit(call.fields).map(String) }),
      ...(body && Array.isArray(body.fields) && { body: { ...body, fields: edit(body.fields) } }),
    });
  });

const KNOWN_FIELDS = ['ASSIGNED_PRODUCTS_COUNT', 'CHOICE_DISPLAY_IMAGE'];
export const fieldsVariants: Variant[] = [
  variant(
    'unknown-fields-ignored',
    'unknown fields value',
    ['SIL-45', 'CUST-GET-012', 'CUST-QUERY-FIELDS-008'],
    'Values of `fields` that do not exist are ignored.',
    fields(asked => asked.filter(one => typeof one !== 'string' || KNOWN_FIELDS.includes(one))),
  ),
  variant(
    'comma-joined-fields',
    'joined fields',
    ['CUST-GET-009'],
    'Values of `fields` may be joined by commas.',
    fields(asked => asked.flatMap(one => (typeof one === 'string' ? one.split(',') : [one]))),
  ),
  variant(
    'repeated-fields-refused',
    'repeated fields',
    ['CUST-QUERY-FIELDS-010'],
    'The same value twice in `fields` is refused.',
    refuses('any', (call, body) => {
      const asked = call.fields ?? list(body.fields);
      return new Set(asked).size < asked.length;
    }),
  ),
  variant(
    'fields-inside-query',
    'fields inside query',
    ['CUST-QUERY-FIELDS-012'],
    '`fields` is understood inside `query` too.',
    calls(QUERY, (_call, body) => {
      body.fields ??= queryOf(body).fields;
    }),
  ),
];
