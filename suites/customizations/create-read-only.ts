/** What only the server may set on a customization, and a client therefore cannot. */
import { randomUUID } from 'node:crypto';
import type { Answer, JsonObject } from '../../engine/answer.ts';
import { change, deliberately } from '../../engine/change.ts';
import { type CheckContext, check } from '../../engine/check.ts';
import { isAccepted } from '../../engine/matchers/answers.ts';
import { choicesOf, customizationIn, customizationThat, instant } from '../../engine/matchers/entities.ts';
import { type Matcher, show, unless } from '../../engine/matchers/matcher.ts';
import type { NewCustomization } from '../../specs/openapi.types.ts';
import { FREE_TEXT, type Kind, TEXT_OPTION } from './kinds.ts';
import { refusedOr } from './refused-or.ts';

export const readOnly = check({
  id: 'customizations.create.read-only-members',
  title: 'What only the server may set cannot be set by the client',
  profile: 'core',
  points: {
    revision: 'CUST-CREATE-031',
    readOnly: 'CUST-CREATE-033',
    id: 'CUST-CREATE-034',
    choiceIds: 'CUST-CREATE-035',
    freeTextKey: 'CUST-CREATE-075',
  },
  async run(context) {
    const { api, given, judge, draw, settle, use } = context;
    await use(TEXT_OPTION.control);
    await use(FREE_TEXT.control);
    const body = (kind: Kind) => ({ customization: given.named(draw(kind.arbitrary())) });
    const revised = await api.create(change(body(TEXT_OPTION), 'customization.revision', '77'));
    judge(
      'revision',
      revised,
      customizationThat(({ revision }) => unless(revision !== '77', 'a revision of its own', revision)),
    );

    const mine = {
      createdDate: '2001-02-03T04:05:06.000Z',
      updatedDate: '2001-02-03T04:05:06.000Z',
      key: 'mykey',
      assignedProductsCount: 41,
    };
    for (const [member, value] of Object.entries(mine)) {
      const answer = await api.create(change(body(TEXT_OPTION), `customization.${member}`, value));
      const notMine = refusedOr(made =>
        unless(!sameValue(made[member], value), `not the client's ${member}`, made[member]),
      );
      judge('readOnly', answer, notMine);
      const id = customizationIn(answer)?.id;
      if (typeof id === 'string') {
        const read = () => api.get(id, { fields: ['ASSIGNED_PRODUCTS_COUNT'] });
        judge('readOnly', await settle.soon('get-after-create', read, isAccepted), notMine);
      }
    }
    const myId = randomUUID();
    judge(
      'id',
      await api.create(change(body(TEXT_OPTION), 'customization.id', myId)),
      refusedOr(({ id }) => unless(id !== myId, 'an id of its own', id)),
    );
    judge('choiceIds', ...(await withChoiceIds(context)));
    judge(
      'freeTextKey',
      await api.create(change(body(FREE_TEXT), 'customization.freeTextInput.key', 'mykey')),
      refusedOr(({ freeTextInput }) =>
        unless((freeTextInput as JsonObject)?.key !== 'mykey', 'a key of its own', freeTextInput),
      ),
    );
  },
});

/** Dates are compared as moments: another spelling of the client's moment is still the client's. */
function sameValue(stored: unknown, sent: unknown): boolean {
  return stored === sent || (!Number.isNaN(instant(sent)) && instant(stored) === instant(sent));
}

async function withChoiceIds({
  api,
  given,
}: Pick<CheckContext, 'api' | 'given'>): Promise<[Answer, Matcher<Answer>]> {
  const choices = ['Small', 'Large'].map(name => ({ choiceType: 'CHOICE_TEXT', name, id: randomUUID() }));
  const customization = {
    name: given.name(),
    customizationType: 'PRODUCT_OPTION',
    customizationRenderType: 'TEXT_CHOICES',
    choicesSettings: { choices },
  } as unknown as NewCustomization;
  const answer = await api.create(deliberately({ customization }, 'every choice carries an id'));
  const mine = new Set<unknown>(choices.map(({ id }) => id));
  return [
    answer,
    refusedOr(made => {
      const kept = choicesOf(made).find(({ id }) => mine.has(id));
      return kept && { expected: 'ids of its own on the choices', received: show(kept.id) };
    }),
  ];
}
