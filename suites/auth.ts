/** Credentials: a call without one, or with one nobody issued, is refused and learns nothing. */
import type { Answer } from '../engine/answer.ts';
import type { Api } from '../engine/api.ts';
import { change } from '../engine/change.ts';
import { type Chapter, type CheckContext, type CheckSpec, check } from '../engine/check.ts';
import { hasStatus } from '../engine/matchers/answers.ts';
import { choicesOf, isStill } from '../engine/matchers/entities.ts';
import { unless } from '../engine/matchers/matcher.ts';
import type { Customization } from '../specs/openapi.types.ts';
import { TEXT_OPTION } from './customizations/kinds.ts';
import { renaming } from './customizations/renaming.ts';

const NOT_ASKED = 'the target asks for no credential: the operator gave none';

const WITHOUT = { headers: { authorization: null }, difference: 'without Authorization' };
const MADE_UP = {
  headers: { authorization: 'Bearer made-up-by-the-conformance-suite' },
  difference: 'with a made-up token',
};

/** 401 is documented, and 403 for API keys (SIL-46). */
const isTurnedAway = hasStatus(401, 403);

type Spec<P extends string> = Omit<CheckSpec<P>, 'profile'>;

/** A check of credentials; none of its points applies where the operator gave none. */
function checkCredentials<P extends string>(spec: Spec<P>) {
  return check({
    ...spec,
    profile: 'transport',
    async run(context) {
      if (context.api.authenticates) return spec.run(context);
      for (const point of Object.keys(spec.points) as P[]) context.judge.inapplicable(point, NOT_ASKED);
    },
  });
}

/** One call of every operation of core, Delete last. */
async function callsOf(
  api: Api,
  { given, draw }: Pick<CheckContext, 'given' | 'draw'>,
  made: Customization,
): Promise<{ reads: Answer[]; writes: Answer[] }> {
  const query = { filter: { id: { $in: [made.id] } } };
  const reads = await Promise.all([api.get(made.id), api.query({ query }), api.count(query)]);
  const writes = await Promise.all([
    api.create(given.named(draw(TEXT_OPTION.arbitrary(), 'refused'))),
    api.update(made.id, renaming(made, given.name('refused'))),
  ]);
  return { reads, writes: [...writes, await api.delete(made.id)] };
}

const turnedAway = checkCredentials({
  id: 'auth.turned-away',
  title: 'A call without a credential or with a made-up one is refused, learns nothing and changes nothing',
  points: {
    without: 'CUST-AUTH-001',
    madeUp: 'CUST-AUTH-002',
    discloses: 'CUST-AUTH-009',
    unchanged: 'CUST-ERROR-024',
  },
  async run(context) {
    const { api, given, judge, draw, settle } = context;
    for (const [point, manner] of [
      ['without', WITHOUT],
      ['madeUp', MADE_UP],
    ] as const) {
      const made = await given.customization(draw(TEXT_OPTION.arbitrary(), point));
      const { reads, writes } = await callsOf(api.inManner(manner), context, made);
      for (const answer of [...reads, ...writes]) judge(point, answer, isTurnedAway);
      for (const answer of reads) judge('discloses', answer, tellsNothingOf(made));
      const still = isStill(made);
      judge('unchanged', await settle.soon('get-after-update', () => api.get(made.id), still), still);
    }
  },
});

/** Neither its name, which no other entity has, nor the ids of its choices; the request itself named its id. */
function tellsNothingOf(made: Customization) {
  const traces = [made.name, ...choicesOf(made).map(({ id }) => String(id))];
  return ({ exchange }: Answer) => {
    const text = exchange.response?.text ?? '';
    return unless(!traces.some(trace => text.includes(trace)), 'nothing of the entity', text);
  };
}

const order = checkCredentials({
  id: 'auth.observes.order',
  title: 'Whether the credential or the body is looked at first',
  points: { first: 'CUST-AUTH-010' },
  async run({ api, given, judge, draw, use }) {
    await use(TEXT_OPTION.control);
    const body = { customization: given.named(draw(TEXT_OPTION.arbitrary())) };
    const invalid = change(body, 'customization.name', '');
    const difference = `${WITHOUT.difference}; ${invalid.difference}`;
    judge.observed('first', await api.inManner({ ...WITHOUT, difference }).create(invalid));
  },
});

export const credentials: Chapter = { title: 'Credentials', checks: [turnedAway, order] };
