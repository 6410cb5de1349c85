/** The part of the fixed conversation that is about the bulk operations. */
import type { Talk } from './probe.ts';

type Json = Record<string, unknown>;

const BULK = '/stores/v3/bulk/customizations';
const BASE = '/stores/v3/customizations';
const NOBODY = '11111111-1111-4111-8111-111111111111';

const text = (name: string): Json => ({ choiceType: 'CHOICE_TEXT', name });
const colour = { choiceType: 'ONE_COLOR', name: 'red', colorCode: '#ff0000' };
const option = (name: string, ...choices: Json[]): Json => ({
  name,
  customizationType: 'PRODUCT_OPTION',
  customizationRenderType: 'TEXT_CHOICES',
  choicesSettings: { choices },
});
const plain = (name: string): Json => option(name, text('one'), text('two'));
const freeText = (name: string): Json => ({
  name,
  customizationType: 'MODIFIER',
  customizationRenderType: 'FREE_TEXT',
  freeTextInput: { title: 'Title', minCharCount: 0, maxCharCount: 20 },
});

const entitiesIn = ({ results }: Json): Json[] =>
  (Array.isArray(results) ? results : []).map(result => ((result as Json).customization ?? {}) as Json);

function creating({ send, count }: Talk): void {
  const create = (customizations: unknown, returnEntity?: boolean) =>
    send('POST', `${BULK}/create`, { customizations, returnEntity });
  create([plain('Bulk a'), freeText('Bulk b'), plain('Bulk c')]);
  for (const { id } of entitiesIn(create([plain('Bulk d'), freeText('Bulk e'), plain('Bulk f')], true)))
    send('GET', `${BASE}/${id}`);
  const misfits = [
    { ...freeText('Both'), choicesSettings: { choices: [text('one')] } },
    option('Misfit', colour),
    option('Twins', text('one'), text('one')),
  ];
  for (const wrong of misfits) create([plain('Before'), wrong, plain('After')]);
  for (const size of [0, 100, 101])
    create(Array.from({ length: size }, (_, at) => freeText(`Size ${size}-${at}`)));
  count({});
}

function updating({ send, create }: Talk): void {
  const made = [plain('Old a'), freeText('Old b'), plain('Old c')].map(create);
  const patches = (name: string, revision: string): Json[] =>
    made.map(({ id }, at) => ({ customization: { id, revision, name: `${name} ${at}` } }));
  const update = (customizations: unknown, rest: Json = {}) =>
    send('POST', `${BULK}/update`, { customizations, ...rest });
  const look = () => made.map(({ id }) => send('GET', `${BASE}/${id}`));
  update(patches('New', '1'));
  look();
  update(patches('Shown', '2'), { returnEntity: true, fields: ['ASSIGNED_PRODUCTS_COUNT'] });
  const [first, second, third] = patches('Wrong', '3');
  const { customization } = second as { customization: Json };
  const without = (member: string) => ({ customization: { ...customization, [member]: undefined } });
  const changed = (members: Json) => ({ customization: { ...customization, ...members } });
  const wrong = [
    ...['id', 'name', 'revision'].map(without),
    changed({ revision: '1' }),
    changed({ id: NOBODY }),
  ];
  for (const one of wrong) {
    update([one, third]);
    update([first, one]);
    look();
  }
  update([]);
  update(Array.from({ length: 101 }, () => ({ customization: { ...customization, id: NOBODY } })));
}

function adding({ send, create }: Talk): void {
  const made = [plain('Add a'), plain('Add b'), plain('Add c')].map(create);
  const free = create(freeText('Add d'));
  const add = (customizationsChoices: unknown, returnEntity?: boolean) =>
    send('POST', `${BULK}/add-choices`, { customizationsChoices, returnEntity });
  const items = (...names: string[]): Json[] =>
    made.map(({ id }) => ({ customizationId: id, choices: names.map(text) }));
  add(items('three', 'four'));
  for (const { id } of made) send('GET', `${BASE}/${id}`);
  add(items('five'), true);
  const [first, second, third] = items('six');
  const wrong = [
    { choices: [text('six')] },
    { customizationId: second?.customizationId },
    { ...second, choices: Array.from({ length: 101 }, (_, at) => text(`many ${at}`)) },
    { ...second, choices: [colour] },
    { ...second, customizationId: NOBODY },
    { ...second, customizationId: free.id },
  ];
  for (const one of wrong) add([first, one, third]);
  add([]);
  add(Array.from({ length: 1001 }, () => ({ customizationId: NOBODY, choices: [text('none')] })));
}

export const BULK_CHAPTERS = [creating, updating, adding];
