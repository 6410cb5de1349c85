/** Defects of single operators on single fields, one family per operator. */

import { type Fault, fault, rowsOf } from './fault.ts';
import { EVERYTHING, NOTHING, operator } from './filters.ts';
import type { Json } from './tools.ts';
import { list } from './tools.ts';

type Meaning = (operand: unknown) => Json;

interface Misreading {
  /** Ends the id of the fault. */
  name: string;
  describe: string;
  means: Meaning;
}

const SHORT: Record<string, string> = {
  id: 'id',
  name: 'name',
  createdDate: 'created-date',
  updatedDate: 'updated-date',
  customizationType: 'type',
  customizationRenderType: 'render-type',
};

const first = (operand: unknown): unknown[] => list(operand).slice(0, 1);

/** How each operator can go wrong; every reading is legal for the sound model. */
const MISREADINGS: Record<string, readonly Misreading[]> = {
  $eq: [
    { name: 'ignored', describe: 'lets everything through', means: () => EVERYTHING },
    { name: 'negated', describe: 'means `$ne`', means: operand => ({ $ne: operand }) },
  ],
  $ne: [
    { name: 'ignored', describe: 'lets everything through', means: () => EVERYTHING },
    { name: 'negated', describe: 'means `$eq`', means: operand => ({ $eq: operand }) },
  ],
  $exists: [
    { name: 'ignored', describe: 'lets everything through', means: () => EVERYTHING },
    { name: 'negated', describe: 'means the opposite', means: operand => ({ $exists: operand !== true }) },
  ],
  $in: [
    { name: 'ignored', describe: 'lets everything through', means: () => EVERYTHING },
    {
      name: 'first-only',
      describe: 'sees the first value only',
      means: operand => (Array.isArray(operand) ? { $in: first(operand) } : { $in: operand }),
    },
  ],
  $hasSome: [
    { name: 'refused', describe: 'is not accepted', means: () => ({ $noSuchOperator: true }) },
    { name: 'empty', describe: 'finds nothing', means: () => NOTHING },
  ],
  $startsWith: [
    { name: 'ignored', describe: 'lets everything through', means: () => EVERYTHING },
    { name: 'exact', describe: 'means equality', means: operand => ({ $eq: operand }) },
  ],
  $gt: [
    { name: 'inclusive', describe: 'means `$gte`', means: operand => ({ $gte: operand }) },
    { name: 'reversed', describe: 'means `$lt`', means: operand => ({ $lt: operand }) },
  ],
  $gte: [
    { name: 'exclusive', describe: 'means `$gt`', means: operand => ({ $gt: operand }) },
    { name: 'reversed', describe: 'means `$lte`', means: operand => ({ $lte: operand }) },
  ],
  $lt: [
    { name: 'inclusive', describe: 'means `$lte`', means: operand => ({ $lte: operand }) },
    { name: 'reversed', describe: 'means `$gt`', means: operand => ({ $gt: operand }) },
  ],
  $lte: [
    { name: 'exclusive', describe: 'means `$lt`', means: operand => ({ $lt: operand }) },
    { name: 'reversed', describe: 'means `$gte`', means: operand => ({ $gte: operand }) },
  ],
};

/** The operators of a field, in the order of the requirements from the first number on. */
const TABLE: readonly [field: string, from: number, operators: readonly string[]][] = [
  ['id', 8, ['$eq', '$ne', '$exists', '$in', '$hasSome', '$startsWith', '$gt', '$gte', '$lt', '$lte']],
  ['name', 18, ['$eq', '$ne', '$exists', '$in', '$hasSome', '$startsWith', '$gt', '$gte', '$lt', '$lte']],
  ['createdDate', 28, ['$eq', '$ne', '$exists', '$in', '$hasSome', '$gt', '$gte', '$lt', '$lte']],
  ['updatedDate', 37, ['$eq', '$ne', '$exists', '$in', '$hasSome', '$gt', '$gte', '$lt', '$lte']],
  ['customizationType', 46, ['$eq', '$ne', '$exists', '$in', '$hasSome']],
  ['customizationRenderType', 51, ['$eq', '$ne', '$exists', '$in', '$hasSome']],
];

/** The requirement with this number of the area on filters. */
export const filterRequirement = rowsOf('CUST-QUERY-FILTER');

export const filterOperatorFaults: Fault[] = TABLE.flatMap(([field, from, operators]) =>
  operators.flatMap((sign, index) =>
    (MISREADINGS[sign] ?? []).map(({ name, describe, means }) =>
      fault(
        `filter-${SHORT[field]}-${sign.slice(1).replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}-${name}`,
        filterRequirement(from + index),
        `\`${sign}\` on \`${field}\` ${describe}.`,
        operator(field, sign, means),
      ),
    ),
  ),
);
