/** Faults that no example shows: they take generated cases, or requests that are under way together. */
import type { Fault } from '../fault.ts';
import { raceFaults } from './races.ts';

export const deepFaults: Fault[] = [...raceFaults];
