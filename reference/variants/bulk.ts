/** How bulk operations report, which leaves much open (SIL-41). */
import { rules } from '../change.ts';
import { BULK, resultsOf } from '../faults/bulk-tools.ts';
import { answers, object } from '../faults/tools.ts';
import { type Variant, variant } from './variant.ts';

const backwards = <T>(results: readonly T[]): readonly T[] => results.toReversed();

export const bulkVariants: Variant[] = [
  variant(
    'bulk-fails-whole',
    'bulk failures',
    ['SIL-41', 'CUST-BULK-015', 'CUST-BULK-041', 'PROD-BULK-003'],
    'One wrong item makes the whole bulk call fail.',
    rules(sound => ({
      failsWhole: () => true,
      // An unknown id among others is a matter of its own (PROD-BULK-013).
      productBulk: { ...sound.productBulk, failsWhole: ({ code }) => code !== 'PRODUCT_NOT_FOUND' },
    })),
  ),
  variant(
    'bulk-undetailed-failures',
    'bulk failures',
    ['CUST-BULK-003', 'CUST-BULK-009'],
    'Failed items of a bulk call are counted, but have no results.',
    answers(BULK, body => {
      const isDetailed = (result: object) => object(object(result)?.itemMetadata)?.success === true;
      const totals = object(body.bulkActionMetadata);
      if (totals) totals.undetailedFailures = totals.totalFailures;
      body.results = resultsOf(body).filter(isDetailed);
    }),
  ),
  variant(
    'bulk-results-backwards',
    'order of bulk results',
    ['CUST-BULK-005'],
    'Results of a bulk call stand in the opposite order.',
    rules(sound => ({ arranged: backwards, productBulk: { ...sound.productBulk, arranged: backwards } })),
  ),
];
