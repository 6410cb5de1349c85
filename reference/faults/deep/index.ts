/** Faults that no example shows: they take generated cases, or requests that are under way together. */
import type { Fault } from '../fault.ts';
import { productSequenceFaults } from './product-sequences.ts';
import { queryFaults } from './queries.ts';
import { raceFaults } from './races.ts';
import { sequenceFaults } from './sequences.ts';
import { textFaults } from './texts.ts';

export const deepFaults: Fault[] = [
  ...queryFaults,
  ...textFaults,
  ...sequenceFaults,
  ...productSequenceFaults,
  ...raceFaults,
];
