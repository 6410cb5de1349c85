/**
 * What Create Customization refuses. Each row is a valid body with one thing wrong; the valid one was accepted on this
 * target before (the kind's control), so it is that one thing that the target refuses.
 */
import { change } from '../../engine/change.ts';
import { type Check, check } from '../../engine/check.ts';
import { isRefused, isRefusedWith } from '../../engine/matchers/answers.ts';
import { OPERATIONS } from '../../specs/operations.ts';
import { ROWS, type Row } from './create-refusal-rows.ts';
import { TEXT_OPTION } from './kinds.ts';

function refusal([point, id, title, kind, changes, code]: Row): Check {
  return check({
    id: `customizations.create.refuses.${id}`,
    title,
    profile: 'core',
    points: { refused: point },
    async run({ api, given, judge, draw, use }) {
      await use(kind.control);
      for (const [path, value] of changes) {
        const body = { customization: given.named(draw(kind.arbitrary())) };
        const answer = await api.create(change(body, path, named(value, body.customization.name)));
        judge('refused', answer, code ? isRefusedWith(code) : isRefused);
      }
    },
  });
}

/** A whole customization in a row has no name of its own: it gets one of this run. */
function named(value: unknown, name: string): unknown {
  const whole = typeof value === 'object' && value !== null && 'customizationType' in value;
  return whole ? { name, ...value } : value;
}

const bodyWithoutCustomization = check({
  id: 'customizations.create.refuses.customization-missing',
  title: 'A body without customization is refused',
  profile: 'core',
  points: { refused: 'CUST-CREATE-002' },
  async run({ api, judge, use }) {
    await use(TEXT_OPTION.control);
    const answer = await api.odd('createCustomization', { body: {} }, 'customization: left out');
    judge('refused', answer, isRefused);
  },
});

const brokenJson = check({
  id: 'customizations.create.refuses.broken-json',
  title: 'A body that is no JSON is refused',
  profile: 'core',
  points: { refused: 'CUST-CREATE-086' },
  async run({ api, given, judge, use }) {
    await use(TEXT_OPTION.control);
    const { method, path } = OPERATIONS.createCustomization;
    const text = `{"customization": {"name": "${given.name()}"`;
    judge(
      'refused',
      await api.raw({ method, path, headers: {}, text }, 'the JSON ends too early'),
      isRefused,
    );
  },
});

export const createRefusals: Check[] = [...ROWS.map(refusal), bodyWithoutCustomization, brokenJson];
