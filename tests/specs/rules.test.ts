import { describe, expect, it } from 'vitest';
import { requirements, silences } from '../../specs/registry.ts';
import { rules } from '../../specs/rules.ts';

const of = (customizationRenderType: string, ...choices: object[]) => ({
  customizationRenderType,
  choicesSettings: { choices },
});
const text = (...choices: object[]) =>
  of('TEXT_CHOICES', ...choices.map(one => ({ choiceType: 'CHOICE_TEXT', ...one })));
const choices = 'choicesSettings.choices';

const find = (id: string, value: unknown, stored?: unknown) => rules.get(id)?.find(value, stored);

describe('rules', () => {
  it.each<[string, unknown, string[]]>([
    ['not-only-blanks', { name: ' x ', ...text({ name: 'y' }) }, []],
    ['not-only-blanks', { name: '', freeTextInput: { title: 'x' } }, []],
    ['not-only-blanks', { name: ' ', freeTextInput: { title: '\t' } }, ['name', 'freeTextInput.title']],
    ['not-only-blanks', text({ name: 'x' }, { name: '\u00a0' }), [`${choices}[1].name`]],
    ['choice-names-unique', text({ name: 'x' }, { name: 'X' }, { name: 'x ' }), []],
    ['choice-names-unique', text({ name: 'x' }, { name: 'y' }, { name: 'x' }), [`${choices}[2].name`]],
    ['choice-names-unique', text({}, {}), []],
    ['choice-ids-all-or-none', text({ id: 'a' }, { id: 'b' }), []],
    ['choice-ids-all-or-none', text({}, {}), []],
    ['choice-ids-all-or-none', text({ id: 'a' }, {}), [`${choices}[1].id`]],
    ['choice-ids-not-sent', text({}, { id: 'a' }), [`${choices}[1].id`]],
    ['choice-ids-not-sent', text({}), []],
    [
      'primary-not-self',
      text({ id: 'a', primaryChoiceIds: ['b', 'a'] }),
      [`${choices}[0].primaryChoiceIds[1]`],
    ],
    ['primary-not-self', text({ id: 'a' }, { id: 'b', primaryChoiceIds: ['a'] }), []],
    [
      'primary-known',
      text({ id: 'a' }, { id: 'b', primaryChoiceIds: ['a', 'c'] }),
      [`${choices}[1].primaryChoiceIds[1]`],
    ],
    ['primary-one-level', text({ id: 'a' }, { id: 'b', primaryChoiceIds: ['a'] }), []],
    [
      'primary-one-level',
      text({ id: 'a', primaryChoiceIds: ['c'] }, { id: 'b', primaryChoiceIds: ['a'] }),
      [`${choices}[1].primaryChoiceIds[0]`],
    ],
    [
      'choice-type-fits',
      text({}, { choiceType: 'ONE_COLOR' }, { choiceType: 'IMAGE' }),
      [`${choices}[1].choiceType`],
    ],
    [
      'choice-type-fits',
      of('SWATCH_CHOICES', { choiceType: 'ONE_COLOR' }, { choiceType: 'CHOICE_TEXT' }),
      [`${choices}[1].choiceType`],
    ],
    [
      'choice-value-fits',
      text({}, { colorCode: '' }, { colorCode: null }, { colorCode: '#fff' }),
      [`${choices}[3].colorCode`],
    ],
    [
      'choice-value-fits',
      of('SWATCH_CHOICES', { choiceType: 'ONE_COLOR' }, { choiceType: 'ONE_COLOR', colorCode: '#fff' }),
      [`${choices}[0].colorCode`],
    ],
    ['settings-fit-render-type', text({}), []],
    [
      'settings-fit-render-type',
      { customizationRenderType: 'FREE_TEXT', freeTextInput: {}, choicesSettings: null },
      [],
    ],
    ['settings-fit-render-type', { ...text({}), freeTextInput: {} }, ['freeTextInput']],
    [
      'settings-fit-render-type',
      { ...text({}), customizationRenderType: 'FREE_TEXT' },
      ['choicesSettings', 'freeTextInput'],
    ],
    ['settings-fit-render-type', { customizationRenderType: 'SWATCH_CHOICES' }, ['choicesSettings']],
    ['settings-fit-render-type', {}, []],
    [
      'free-text-on-modifier',
      { customizationRenderType: 'FREE_TEXT', customizationType: 'PRODUCT_OPTION' },
      ['customizationRenderType'],
    ],
    ['free-text-on-modifier', { customizationRenderType: 'FREE_TEXT', customizationType: 'MODIFIER' }, []],
    [
      'char-count-order',
      { freeTextInput: { minCharCount: 2, maxCharCount: 1 } },
      ['freeTextInput.minCharCount'],
    ],
    ['char-count-order', { freeTextInput: { minCharCount: 2 } }, []],
  ])('%s of %j', (id, value, expected) => {
    expect(find(id, value)).toEqual(expected);
    expect(rules.get(id)?.violates(value)).toBe(expected.length > 0);
  });

  it('look at the stored customization too', () => {
    const stored = text({ id: 'a', name: 'x' }, { id: 'b', name: 'y', primaryChoiceIds: ['a'] });
    expect(find('choice-names-unique', text({ name: 'x' }), stored)).toEqual([`${choices}[0].name`]);
    expect(find('primary-known', text({ primaryChoiceIds: ['a', 'z'] }), stored)).toEqual([
      `${choices}[0].primaryChoiceIds[1]`,
    ]);
    expect(find('primary-one-level', text({ primaryChoiceIds: ['a', 'b'] }), stored)).toEqual([
      `${choices}[0].primaryChoiceIds[1]`,
    ]);
  });

  it.each([...rules.values()])('$id survives whatever is thrown at it and cites its source', rule => {
    for (const value of [
      undefined,
      null,
      7,
      'x',
      [],
      {},
      { choicesSettings: 1 },
      { choicesSettings: { choices: [null, 1, { primaryChoiceIds: [{}] }] } },
    ])
      expect(() => rule.violates(value)).not.toThrow();
    for (const source of rule.source.split(', ')) {
      const id = source.replace(/\.\.\d+$/, '');
      expect(requirements.has(id) || silences.has(id), source).toBe(true);
    }
  });
});
