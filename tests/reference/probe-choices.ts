/** The part of the probe about choices: each operation accepted once, then with every mistake a fault may pass over. */
import type { Talk } from './probe.ts';

type Json = Record<string, unknown>;

const BASE = '/stores/v3/customizations';
const NOBODY = '11111111-1111-4111-8111-111111111111';
const COUNT = { fields: ['ASSIGNED_PRODUCTS_COUNT'] };

const text = (name: unknown, more: Json = {}): Json => ({ choiceType: 'CHOICE_TEXT', name, ...more });
const colour = (name: unknown, colorCode: unknown = '#1E90FF'): Json => ({
  choiceType: 'ONE_COLOR',
  name,
  colorCode,
});
const many = (count: number): Json[] => Array.from({ length: count }, (_, at) => text(`many ${at}`));

/** One customization, whose choices and revision are looked up anew for every call. */
function subject({ send, create }: Talk, choices: Json[], type = 'PRODUCT_OPTION') {
  const swatch = choices.some(({ choiceType }) => choiceType === 'ONE_COLOR');
  const { id } = create({
    name: 'Choices',
    customizationType: type,
    customizationRenderType: swatch ? 'SWATCH_CHOICES' : 'TEXT_CHOICES',
    choicesSettings: { choices },
  });
  const now = (): Json => (send('GET', `${BASE}/${id}`).customization ?? {}) as Json;
  const shown = (): Json[] => ((now().choicesSettings as Json | undefined)?.choices ?? []) as Json[];
  const ids = () => shown().map(choice => choice.id);
  const call = (operation: string, body: Json) => {
    send('POST', `${BASE}/${id}/${operation}-choices`, body);
    return now();
  };
  return { now, ids, call };
}

function freeText(talk: Talk): { id: unknown; revision: unknown } {
  const { id, revision } = talk.create({
    name: 'Free',
    customizationType: 'MODIFIER',
    customizationRenderType: 'FREE_TEXT',
    freeTextInput: { title: 'Title' },
  });
  return { id, revision };
}

/** One body sent where it cannot be taken. */
function elsewhere(talk: Talk, operation: string, body: Json): void {
  const { id, revision } = freeText(talk);
  const sent = 'revision' in body ? { ...body, revision } : body;
  for (const target of [id, NOBODY, 'malformed'])
    talk.send('POST', `${BASE}/${target}/${operation}-choices`, sent);
}

/** What Add and Set are sent alike. */
function newOnes(talk: Talk, operation: 'add' | 'set'): void {
  const { call } = subject(talk, [text('one'), text('two')]);
  call(operation, { choices: [text('zebra'), text('apple')] });
  call(operation, { choices: [text('counted')], ...COUNT });
  call(operation, { choices: [text('a'), text('a')] });
  call(operation, { choices: [text('b'), text('counted')] });
  for (const body of [{ choices: [] }, {}, { choices: many(1001) }]) call(operation, body);
  for (const choice of [colour('red'), text('red', { colorCode: '#FF0000' }), text('')])
    call(operation, { choices: [choice] });
  elsewhere(talk, operation, { choices: [text('three')] });
  const swatches = subject(talk, [colour('one'), colour('two')], 'MODIFIER');
  for (const code of ['#1E90FF', 'red'])
    swatches.call(operation, { choices: [colour(`painted ${code}`, code)] });
  swatches.call(operation, { choices: [text('misfit')] });
}

function limits(talk: Talk): void {
  const { call } = subject(talk, [text('one', { defaultAddedPrice: '1.5' }), text('two')], 'MODIFIER');
  for (const name of ['x'.repeat(50), 'x'.repeat(51), '  ']) call('add', { choices: [text(name)] });
  for (const [at, defaultAddedPrice] of [
    ...['0', '999999999.99', '1.125', '1.2345', '-1', '1000000000', 'five'],
  ].entries())
    call('add', { choices: [text(`price ${at}`, { defaultAddedPrice })] });
  const full = subject(talk, [text('one')]);
  full.call('add', { choices: many(1000) });
}

function links(talk: Talk): void {
  const { ids, call } = subject(
    talk,
    [1, 2, 3, 4, 5].map(String).map(name => text(name)),
  );
  const linkedTo = (name: string, primaryChoiceIds: unknown[]) =>
    call('add', { choices: [text(name, { primaryChoiceIds })] });
  linkedTo('linked', ids().slice(0, 2));
  linkedTo('nothing', [NOBODY]);
  linkedTo('second', ids().slice(5, 6));
  linkedTo('five', ids().slice(0, 5));
  call('remove', { choiceIds: ids().slice(0, 1) });
}

function removals(talk: Talk): void {
  const { now, ids, call } = subject(
    talk,
    ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map(name => text(name)),
    'MODIFIER',
  );
  call('remove', { choiceIds: ids().slice(1, 2), ...COUNT });
  call('remove', { choiceIds: ids().slice(1, 3) });
  call('remove', { choiceIds: ids().slice(1, 2), revision: now().revision });
  call('remove', { choiceIds: ids().slice(1, 2), revision: '1' });
  for (const body of [{}, { choiceIds: [] }, { choiceIds: [NOBODY] }]) call('remove', body);
  call('remove', { choiceIds: [...ids().slice(0, 1), 'odd'] });
  call('remove', { choiceIds: [...ids().slice(0, 1), NOBODY] });
  call('remove', { choiceIds: Array.from({ length: 101 }, () => ids()[0]) });
  call('remove', { choiceIds: ids() });
  elsewhere(talk, 'remove', { choiceIds: [NOBODY] });
}

function updates(talk: Talk): void {
  for (const choices of [
    ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(name => text(name)),
    ['a', 'b', 'c'].map(name => colour(name)),
  ]) {
    const { now, ids, call } = subject(talk, choices, 'MODIFIER');
    const update = (choice: Json, more: Json = {}) =>
      call('update', { revision: now().revision, choices: [{ choice }], ...more });
    const [a, b, c] = ids();
    update({ id: b, primaryChoiceIds: [a] });
    update({ id: b, primaryChoiceIds: [a] }, { revision: undefined });
    update({ id: b, primaryChoiceIds: [a] }, { revision: '1' });
    const item = { choice: { id: b, primaryChoiceIds: [a] } };
    for (const list of [undefined, [], [{}], Array(101).fill(item)]) update({}, { choices: list });
    update({ primaryChoiceIds: [a] });
    update({ id: NOBODY, primaryChoiceIds: [a] });
    update({ id: b, name: 'Renamed' });
    update({ id: b, defaultAddedPrice: '7.77' });
    for (const primary of [c, NOBODY, b]) update({ id: c, primaryChoiceIds: [primary] });
    update({ id: c, primaryChoiceIds: ids().filter(id => id !== b && id !== c) });
  }
}

function orders(talk: Talk): void {
  for (const choices of [['a', 'b', 'c', 'd'].map(name => text(name)), [colour('a'), colour('b')]]) {
    const { now, ids, call } = subject(talk, choices);
    const reorder = (choiceIds: unknown, revision = now().revision) =>
      call('reorder', { revision, choiceIds });
    reorder(ids().toReversed());
    reorder(ids().toReversed(), '1');
    call('reorder', { choiceIds: ids() });
    for (const list of [[], ids().slice(1), [...ids(), NOBODY], [...ids(), ids()[0]], [...ids(), 'odd']])
      reorder(list);
    reorder([...ids(), ...Array.from({ length: 1001 }, () => ids()[0])]);
  }
  elsewhere(talk, 'reorder', { revision: '1', choiceIds: [NOBODY] });
}

/** The chapters about choices, in order. */
export const CHOICES: ((talk: Talk) => void)[] = [
  talk => newOnes(talk, 'add'),
  talk => newOnes(talk, 'set'),
  limits,
  links,
  removals,
  updates,
  orders,
];
