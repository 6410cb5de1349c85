/** Explored behaviour: what must hold for any value, and not for examples alone. */
import type { Chapter } from '../../engine/check.ts';
import { choicesRefusals } from './choices-refusals.ts';
import { customizationRefusals } from './customization-refusals.ts';
import { customizationRoundTrips } from './customization-round-trips.ts';
import { productRefusals } from './product-refusals.ts';
import { productRoundTrips } from './product-round-trips.ts';
import { productSequences } from './product-sequences/index.ts';
import { productUpdates } from './product-updates.ts';
import { queryFilters } from './query/filters.ts';
import { queryPages } from './query/pages.ts';
import { races } from './races/index.ts';
import { bulkSequences } from './sequences/bulk.ts';
import { choiceSequences } from './sequences/choices.ts';
import { coreSequences } from './sequences/core.ts';
import { previewSequences } from './sequences/preview.ts';

export const explorations: Chapter = {
  title: 'Generated cases',
  checks: [
    customizationRoundTrips,
    queryFilters,
    queryPages,
    coreSequences,
    choiceSequences,
    previewSequences,
    bulkSequences,
    ...races,
    customizationRefusals,
    ...choicesRefusals,
    productRoundTrips,
    productUpdates,
    productRefusals,
    productSequences,
  ],
};
