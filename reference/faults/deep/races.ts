/** Faults that show only when requests are under way at once. */
import type { Fault } from '../fault.ts';
import { raceChoiceFaults } from './race-choices.ts';
import { raceCreateFaults } from './race-creates.ts';
import { raceProductFaults } from './race-products.ts';
import { raceReadFaults } from './race-reads.ts';
import { raceWriteFaults } from './race-writes.ts';

export const raceFaults: Fault[] = [
  ...raceCreateFaults,
  ...raceWriteFaults,
  ...raceReadFaults,
  ...raceChoiceFaults,
  ...raceProductFaults,
];
