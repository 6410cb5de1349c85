/** The optional image of a swatch: shown only on request (SIL-01). */
import { isObject, type JsonObject } from '../../engine/answer.ts';
import { check } from '../../engine/check.ts';
import { isAccepted } from '../../engine/matchers/answers.ts';
import { choicesOf, customizationIn, customizationThat } from '../../engine/matchers/entities.ts';
import { type Finding, show } from '../../engine/matchers/matcher.ts';
import { everyItem, listsAll } from '../../engine/matchers/pages.ts';
import type { NewCustomization } from '../../specs/openapi.types.ts';
import { SWATCH_OPTION } from './kinds.ts';

const MEMBERS: Record<string, string> = {
  id: 'string',
  url: 'string',
  height: 'number',
  width: 'number',
  altText: 'string',
  filename: 'string',
};

export const displayImage = check({
  id: 'customizations.model.display-image',
  title: 'displayImage is shown only on request, and has its members',
  profile: 'core',
  points: { hidden: 'CUST-MODEL-037', hiddenInQuery: 'CUST-QUERY-FIELDS-005', members: 'CUST-MODEL-039' },
  async run({ api, given, judge, draw, settle, use }) {
    await use(SWATCH_OPTION.control);
    const image = { url: 'https://static.wixstatic.com/media/c0ffee_1.png', altText: 'A swatch' };
    const base = given.named(draw(SWATCH_OPTION.arbitrary()));
    const copy = structuredClone(base) as unknown as { choicesSettings: { choices: object[] } };
    copy.choicesSettings.choices = copy.choicesSettings.choices.map(choice => ({
      ...choice,
      displayImage: image,
    }));
    const call = api.create(copy as unknown as NewCustomization);
    const refused = isAccepted(await call);
    // A target that keeps no images, or not this one, need not take it; without one nothing can be hidden.
    const made = refused ? await given.customization(base) : await call.accepted();
    const plain = await settle.soon('get-after-create', () => api.get(made.id), isAccepted);
    judge('hidden', plain, customizationThat(lacksImage));
    const query = { query: { filter: { id: { $in: [made.id] } } } };
    const page = await settle.required('query-after-create', () => api.query(query), listsAll([made]));
    judge('hiddenInQuery', page, everyItem(lacksImage));
    const asked = await api.get(made.id, { fields: ['CHOICE_DISPLAY_IMAGE'] });
    const images = choicesOf(customizationIn(asked) ?? {})
      .map(choice => choice.displayImage)
      .filter(shown => shown !== undefined && shown !== null);
    if (images.length === 0) judge.inapplicable('members', 'the target shows no displayImage');
    else judge('members', asked, () => images.map(oddMember).find(Boolean));
  },
});

function lacksImage(customization: JsonObject): Finding | undefined {
  const shown = choicesOf(customization).find(choice => isObject(choice.displayImage));
  return shown && { expected: 'no displayImage unasked', received: show(shown) };
}

function oddMember(image: unknown): Finding | undefined {
  if (!isObject(image)) return { expected: 'displayImage: an object', received: show(image) };
  const odd = Object.entries(MEMBERS).find(
    ([name, type]) => image[name] !== undefined && image[name] !== null && typeof image[name] !== type,
  );
  return odd && { expected: `displayImage.${odd[0]}: a ${odd[1]}`, received: show(image[odd[0]]) };
}
