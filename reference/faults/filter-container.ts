/** Defects in the filter as a whole. */
import { type Fault, fault, rules } from './fault.ts';
import { filterRequirement as row } from './filter-operators.ts';
import { conditions, EVERYTHING, filters, NOTHING } from './filters.ts';
import { answers, around, calls, envelope, type Json, list, object, queryOf, refuses } from './tools.ts';

const QUERY = 'queryCustomizations';

const BOTH = [QUERY, 'countCustomizations'] as const;

const NO_MATCH = { id: NOTHING };

/** A filter that asks for one render type by shorthand is read another way. */
const renderTypeShorthand = (value: string, means: unknown) =>
  conditions('customizationRenderType', condition => (condition === value ? means : condition));

export const filterContainerFaults: Fault[] = [
  fault(
    'filter-empty-body-refused',
    row(1),
    'A query with an empty body is refused.',
    refuses(QUERY, (_call, body) => Object.keys(body).length === 0),
  ),
  fault(
    'filter-empty-query-refused',
    row(2),
    'An empty query object is refused.',
    refuses(
      QUERY,
      (_call, body) => object(body.query) !== undefined && Object.keys(queryOf(body)).length === 0,
    ),
  ),
  fault(
    'filter-empty-query-finds-nothing',
    row(2),
    'An empty query object finds nothing.',
    calls(QUERY, (_call, body) => {
      if (object(body.query) && Object.keys(queryOf(body)).length === 0) body.query = { filter: NO_MATCH };
    }),
  ),
  fault(
    'filter-answers-without-list',
    [row(1), 'CUST-QUERY-FIELDS-014'],
    'Query calls its list `items`.',
    answers(QUERY, body => {
      body.items = body.customizations;
      delete body.customizations;
    }),
  ),
  fault(
    'filter-empty-finds-nothing',
    [row(3), 'CUST-COUNT-007'],
    'An empty filter finds nothing.',
    filters(filter => (object(filter) && Object.keys(filter as Json).length === 0 ? NO_MATCH : filter)),
  ),
  fault(
    'filter-shorthand-ignored',
    [row(5), row(65)],
    'A bare value as a condition lets everything through.',
    filters(filter => {
      const fields = object(filter);
      return (
        fields &&
        Object.fromEntries(
          Object.entries(fields).map(([key, value]) => [key, typeof value === 'string' ? EVERYTHING : value]),
        )
      );
    }),
  ),
  fault(
    'filter-shorthand-refused',
    row(5),
    'A bare value as a condition is refused.',
    refuses(BOTH, (_call, body) =>
      Object.values(object(body.filter ?? queryOf(body).filter) ?? {}).some(
        value => typeof value === 'string',
      ),
    ),
  ),
  fault(
    'filter-shorthand-negated',
    [row(5), row(6), row(7)],
    'A bare value as a condition means inequality.',
    rules(() => ({ shorthand: '$ne' })),
  ),
  fault(
    'filter-text-choices-mixed',
    row(6),
    'The filter for text choices also finds swatches.',
    renderTypeShorthand('TEXT_CHOICES', { $in: ['TEXT_CHOICES', 'SWATCH_CHOICES'] }),
  ),
  fault(
    'filter-swatches-without-modifiers',
    row(7),
    'The filter for swatches finds options only.',
    filters(filter => {
      const fields = object(filter);
      return fields?.customizationRenderType === 'SWATCH_CHOICES'
        ? { $and: [fields, { customizationType: 'PRODUCT_OPTION' }] }
        : filter;
    }),
  ),
  fault(
    'filter-starts-with-exact-case',
    row(56),
    'The prefix of a name must match in letter case.',
    rules(sound => ({
      operators: {
        ...sound.operators,
        $startsWith: (held, operand) => String(held).startsWith(String(operand)),
      },
    })),
  ),
  fault(
    'filter-no-match-404',
    row(67),
    'A query that finds nothing answers 404.',
    around(next => call => {
      const reply = next(call);
      return call.operation === QUERY &&
        list(object(reply.body)?.customizations).length === 0 &&
        reply.status === 200
        ? envelope(404, 'NOT_FOUND')
        : reply;
    }),
  ),
  fault(
    'filter-no-match-has-next',
    [row(67), 'CUST-QUERY-PAGE-014'],
    'A page without items says that another follows.',
    answers(QUERY, body => {
      const paging = object(body.pagingMetadata);
      if (paging && list(body.customizations).length === 0) paging.hasNext = true;
    }),
  ),
  fault(
    'filter-no-match-without-count',
    [row(67), 'CUST-QUERY-PAGE-011'],
    'A page without items has no `count`.',
    answers(QUERY, body => {
      const paging = object(body.pagingMetadata);
      if (paging && list(body.customizations).length === 0) delete paging.count;
    }),
  ),
];
