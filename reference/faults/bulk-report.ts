/** Defects in the reports of the bulk operations. */
import type { OperationId } from '../../specs/operations.ts';
import {
  BULK,
  BULK_ADD,
  BULK_CREATE,
  BULK_UPDATE,
  failures,
  metadata,
  resultsOf,
  row,
  totals,
} from './bulk-tools.ts';
import { type Fault, fault, rules } from './fault.ts';
import { answers, calls, type Json, object } from './tools.ts';

const WORDS: Record<string, string> = {
  [BULK_CREATE]: 'bulk-create',
  [BULK_UPDATE]: 'bulk-update',
  [BULK_ADD]: 'bulk-add',
};

/** The same defect in the report of each operation. */
const inEach = (
  id: string,
  requirement: number,
  describe: string,
  how: (operation: OperationId) => Fault['how'],
): Fault[] =>
  BULK.map(operation =>
    fault(`${WORDS[operation]}-${id}`, row(requirement), `${describe} (${operation}).`, how(operation)),
  );

const results = (operation: OperationId, edit: (results: Json[], body: Json) => void) =>
  answers(operation, body => edit(resultsOf(body), body));

const reportFaults: Fault[] = [
  ...inEach('drops-last-result', 3, 'The last item has no result', operation =>
    results(operation, (all, body) => {
      body.results = all.slice(0, -1);
    }),
  ),
  ...inEach('repeats-first-result', 3, 'The first result stands there twice', operation =>
    results(operation, (all, body) => {
      body.results = [...all.slice(0, 1), ...all];
    }),
  ),
  ...inEach('counts-from-one', 4, 'Positions begin with 1', operation =>
    metadata(operation, item => {
      item.originalIndex = Number(item.originalIndex) + 1;
    }),
  ),
  ...inEach('positions-all-zero', 4, 'Every position is 0', operation =>
    metadata(operation, item => {
      item.originalIndex = 0;
    }),
  ),
  ...inEach('results-without-id', 6, 'Successful items have no id', operation =>
    metadata(operation, item => {
      if (item.success === true) delete item.id;
    }),
  ),
  ...inEach('success-as-text', 6, 'Success is the text "true"', operation =>
    metadata(operation, item => {
      item.success = String(item.success);
    }),
  ),
  ...inEach('totals-off-by-one', 8, 'One success too many is counted', operation =>
    totals(operation, found => {
      found.totalSuccesses = Number(found.totalSuccesses) + 1;
    }),
  ),
  ...inEach('undetailed-beyond-failures', 9, 'More failures are undetailed than there are', operation =>
    totals(operation, found => {
      found.undetailedFailures = Number(found.totalFailures) + 1;
    }),
  ),
  ...inEach('undetailed-left-out', 9, '`undetailedFailures` is left out', operation =>
    totals(operation, found => {
      delete found.undetailedFailures;
    }),
  ),
  ...inEach('entities-unasked', 10, 'Entities are returned unasked', operation =>
    calls(operation, (_call, body) => {
      body.returnEntity = true;
    }),
  ),
  ...inEach('failure-without-description', 7, 'Failures have no description', operation =>
    failures(operation, item => {
      delete object(item.error)?.description;
    }),
  ),
  ...inEach('failure-as-text', 7, 'The error of a failure is a text', operation =>
    failures(operation, item => {
      item.error = String(object(item.error)?.code);
    }),
  ),
];

const entityFaults: Fault[] = [
  fault(
    'bulk-positions-shuffled',
    [row(2), row(4), row(6), row(11), row(28), row(39)],
    'Results of two or more items stand under the position of their neighbour.',
    rules(() => ({ originalIndex: index => index ^ 1 })),
  ),
  fault(
    'bulk-create-never-returns-entities',
    [row(11), row(13)],
    '`returnEntity` has no effect in Bulk create.',
    results(BULK_CREATE, all => {
      for (const result of all) delete result.customization;
    }),
  ),
  fault(
    'bulk-create-returns-names-only',
    row(11),
    'Entities of Bulk create have id and name only.',
    results(BULK_CREATE, all => {
      for (const result of all) {
        const { id, name } = object(result.customization) ?? {};
        if (id !== undefined) result.customization = { id, name };
      }
    }),
  ),
  fault(
    'bulk-update-never-returns-entities',
    row(28),
    '`returnEntity` has no effect in Bulk update.',
    results(BULK_UPDATE, all => {
      for (const result of all) delete result.customization;
    }),
  ),
  fault(
    'bulk-update-returns-no-count',
    row(28),
    '`fields` has no effect in Bulk update.',
    results(BULK_UPDATE, all => {
      for (const result of all) delete object(result.customization)?.assignedProductsCount;
    }),
  ),
  fault(
    'bulk-add-never-returns-entities',
    row(39),
    '`returnEntity` has no effect in Bulk add.',
    results(BULK_ADD, all => {
      for (const result of all) delete result.customization;
    }),
  ),
  fault(
    'bulk-add-returns-old-choices',
    row(39),
    'Entities of Bulk add lack the last choice.',
    results(BULK_ADD, all => {
      for (const result of all) {
        const settings = object(object(result.customization)?.choicesSettings);
        if (settings && Array.isArray(settings.choices)) settings.choices = settings.choices.slice(0, -1);
      }
    }),
  ),
];

export const bulkReportFaults: Fault[] = [...reportFaults, ...entityFaults];
