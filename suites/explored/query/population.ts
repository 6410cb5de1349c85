/** Populations that queries are asked about: made by the case itself, and seen by Query before anything is judged. */
import type { JsonObject } from '../../../engine/answer.ts';
import { isObject } from '../../../engine/answer.ts';
import type { CheckContext } from '../../../engine/check.ts';
import { listsExactly } from '../../../engine/matchers/pages.ts';
import { plainCustomization } from '../../../generators/plain-customization.ts';
import type { Member } from '../../../generators/query-questions.ts';
import type { Customization, NewCustomization } from '../../../specs/openapi.types.ts';

export interface Population {
  /** What all names begin with, and nobody else's. */
  prefix: string;
  /** As the target shows them, in the order of the case. */
  items: Customization[];
  /** Filters that select exactly these. */
  byPrefix: JsonObject;
  byIds: JsonObject;
}

type Tools = Pick<CheckContext, 'api' | 'claims' | 'given' | 'settle'>;

/** @throws UndecidedError when they cannot be made, or do not all show up in Query in time (SIL-16) */
export async function populate(context: Tools, members: readonly Member[]): Promise<Population> {
  const { api, given, settle } = context;
  const prefix = given.word();
  const inputs = members.map(({ kind, tail }) => plainCustomization(kind, prefix + tail));
  const items = await create(context, inputs);
  const byPrefix = { name: { $startsWith: prefix } };
  const byIds = { id: { $in: items.map(({ id }) => id) } };
  // Whichever of the two filters works: what is wrong with the other is to be judged, not to stand in the way.
  let reads = 0;
  await settle.required(
    'query-after-create',
    () => api.query({ query: { filter: [byPrefix, byIds][reads++ % 2] } }),
    listsExactly(items),
  );
  return { prefix, items, byPrefix, byIds };
}

/** In one call where the target claims to take that. */
async function create({ api, claims, given }: Tools, inputs: NewCustomization[]): Promise<Customization[]> {
  if (claims.includes('bulk') && inputs.length > 1) {
    const { items } = await api.bulkCreate({ customizations: inputs, returnEntity: true }).accepted();
    const made = inputs.map((_, place) => items.get(place)?.entity).filter(isObject);
    if (made.length === inputs.length) return made as unknown as Customization[];
  }
  return Promise.all(inputs.map(input => given.customization(input)));
}
