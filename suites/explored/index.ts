/** Explored behaviour: what must hold for any value, and not for examples alone. */
import type { Chapter } from '../../engine/check.ts';
import { customizationRoundTrips } from './customization-round-trips.ts';
import { productRoundTrips } from './product-round-trips.ts';
import { productUpdates } from './product-updates.ts';

export const explorations: Chapter = {
  title: 'Generated cases',
  checks: [customizationRoundTrips, productRoundTrips, productUpdates],
};
