/** Every way to break a schema by one keyword at one place, listed without values: the plan tests and suites count on. */

import { expand, isDecimal, type Node } from './node.ts';
import type { Resolve, Schema, TypeName } from './schema.ts';

/** Which side of a bound a value falls off. */
export type Side = 'below' | 'above';

/** One way to break a schema. */
export interface InvalidCase {
  /** The offending place, any item of a list written `[]`: `customization.choicesSettings.choices[].name`. */
  path: string;
  /** The broken keyword, as the contract's `validate` reports it. */
  keyword: string;
  side?: Side;
  /** Names of the schemas passed on the way, outermost first: tells the branches of a `oneOf` apart. */
  within: readonly string[];
  /** Register entry saying that no source settles what a target must do with this. */
  silence?: string;
}

/** One step from a value into it. */
export interface Step {
  alternative: number;
  key: string | '[]';
}

/** A case together with how to get to the place and what to do there. */
export interface Plan extends InvalidCase {
  /** From the root to the value to change. */
  steps: readonly Step[];
  /** Index of the alternative the value to change belongs to. */
  alternative: number;
  node: Node;
  /** The type the value must have before the change. */
  type?: TypeName;
  /** The property to leave out or to add. */
  property?: string;
  /** The place is a discriminator: validators report a wrong one once, whatever else it breaks. */
  tag: boolean;
  /** Another alternative might take the changed value, so that only a look at the whole decides. */
  doubtful: boolean;
}

/** What an undeclared property is called in invalid values. */
const UNEXPECTED_PROPERTY = 'unexpectedProperty';

/** A plan without its workings. */
export function labelOf({ path, keyword, side, within, silence }: Plan): InvalidCase {
  return {
    path,
    keyword,
    within,
    ...(side === undefined ? {} : { side }),
    ...(silence === undefined ? {} : { silence }),
  };
}

/** Where the walk stands. */
interface Place {
  path: string;
  steps: readonly Step[];
  within: readonly string[];
  doubtful: boolean;
}

type Break = Pick<Plan, 'keyword' | 'side' | 'type' | 'property'>;

/** All plans for a schema, in the order of the document. A schema that refers to itself is entered once. */
export function plans(schema: Schema | boolean, resolve: Resolve): Plan[] {
  return walk(schema, resolve, { path: '', steps: [], within: [], doubtful: false });
}

function walk(schema: Schema | boolean, resolve: Resolve, place: Place, tag = false): Plan[] {
  return expand(schema, resolve).flatMap((node, alternative) => {
    // A named schema inside itself adds no new way to break it.
    if (node.names.some(name => place.within.includes(name))) return [];
    const here: Place = {
      ...place,
      within: [...place.within, ...node.names],
      doubtful: place.doubtful || (node.choices.length > 0 && node.tag === undefined) || node.nots.length > 0,
    };
    const own = breaks(node, tag).map(found => planned(found, { node, alternative, tag }, here));
    return [...own, ...below(node, alternative, here, resolve)];
  });
}

function planned(found: Break, of: Pick<Plan, 'node' | 'alternative' | 'tag'>, place: Place): Plan {
  const { path, within, steps, doubtful } = place;
  const at = found.property === undefined ? path : join(path, found.property);
  const silence =
    of.node.silence[found.keyword === 'required' ? `required.${found.property}` : found.keyword];
  return {
    ...found,
    ...of,
    path: at,
    within,
    steps,
    doubtful,
    ...(silence === undefined ? {} : { silence }),
  };
}

/** Whether a plan needs an item in the list it changes, to repeat or to copy. */
export function needsItem({ keyword }: InvalidCase): boolean {
  return keyword === 'maxItems' || keyword === 'uniqueItems';
}

function below(node: Node, alternative: number, place: Place, resolve: Resolve): Plan[] {
  const inside = (key: string, schema: Schema | boolean, path: string): Plan[] => {
    const steps = [...place.steps, { alternative, key }];
    return walk(schema, resolve, { ...place, path, steps }, key === node.tag);
  };
  const properties = Object.entries(node.properties).flatMap(([key, schema]) =>
    inside(key, schema, join(place.path, key)),
  );
  return node.types.includes('array')
    ? [...properties, ...inside('[]', node.items, `${place.path}[]`)]
    : properties;
}

function join(path: string, property: string): string {
  return path === '' ? property : `${path}.${property}`;
}

/** What can be broken at one node. A discriminator's constant is reported as one of several values, hence as `enum`. */
function breaks(node: Node, tag: boolean): Break[] {
  const open = node.types.length >= 6;
  const values = node.valuesKeyword === undefined ? [] : [{ keyword: tag ? 'enum' : node.valuesKeyword }];
  const type = open ? [] : [{ keyword: 'type' }];
  if (node.values !== undefined) return [...type, ...values];
  const has = (name: TypeName): boolean => !open && node.types.includes(name);
  return [
    ...type,
    ...(has('string') ? textBreaks(node) : []),
    ...(has('integer') || has('number') ? numberBreaks(node) : []),
    ...(has('array') ? listBreaks(node) : []),
    ...(has('object') ? objectBreaks(node) : []),
  ];
}

function textBreaks(node: Node): Break[] {
  const type = 'string';
  const found: (Break | false)[] = [
    (node.minLength ?? 0) > 0 && { keyword: 'minLength', side: 'below', type },
    node.maxLength !== undefined && { keyword: 'maxLength', side: 'above', type },
    node.patterns.length > 0 && { keyword: 'pattern', type },
    (node.format !== undefined || isDecimal(node)) && { keyword: 'format', type },
    node.decimalMinimum !== undefined && { keyword: 'x-decimal-minimum', side: 'below', type },
    node.decimalMaximum !== undefined && { keyword: 'x-decimal-maximum', side: 'above', type },
    node.decimalScale !== undefined && { keyword: 'x-decimal-scale', side: 'above', type },
  ];
  return found.filter(one => one !== false);
}

function numberBreaks(node: Node): Break[] {
  const type = node.types.includes('integer') ? 'integer' : 'number';
  const found: (Break | false)[] = [
    node.minimum !== undefined && { keyword: 'minimum', side: 'below', type },
    node.maximum !== undefined && { keyword: 'maximum', side: 'above', type },
  ];
  return found.filter(one => one !== false);
}

function listBreaks(node: Node): Break[] {
  const type = 'array';
  const found: (Break | false)[] = [
    (node.minItems ?? 0) > 0 && { keyword: 'minItems', side: 'below', type },
    node.maxItems !== undefined && { keyword: 'maxItems', side: 'above', type },
    node.uniqueItems && (node.maxItems ?? 2) > 1 && { keyword: 'uniqueItems', type },
  ];
  return found.filter(one => one !== false);
}

function objectBreaks(node: Node): Break[] {
  const type = 'object';
  const missing = node.required.map(property => ({ keyword: 'required', type, property }) as const);
  const closed = node.closedBy;
  return closed === undefined
    ? missing
    : [...missing, { keyword: closed, type, property: UNEXPECTED_PROPERTY }];
}
