/** How entities look where the documentation shows an example at most. */
import { rules } from '../change.ts';
import {
  answers,
  around,
  choices,
  choicesOf,
  entities,
  freeTexts,
  type Json,
  object,
} from '../faults/tools.ts';
import { type Variant, variant } from './variant.ts';

const more = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(more);
  const members = object(value);
  if (!members) return value;
  const own = Object.entries(members).map(([name, member]) => [name, more(member)] as const);
  return { ...Object.fromEntries(own), xNewMember: { since: '2027', values: [1, null, true] } };
};

const withoutKey = (holder: Json | undefined): void => {
  if (holder) delete holder.key;
};

const KEY_ROWS = [
  'CUST-MODEL-015',
  'CUST-MODEL-016',
  'CUST-MODEL-032',
  'CUST-MODEL-033',
  'CUST-QUERY-FIELDS-015',
  'CUST-CHOICES-ADD-003',
];

/** No longer than a key may be (CUST-MODEL-015). */
const prefixed = (key: string): string => `k-${key}`.slice(0, 50);

const plain = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const lookVariants: Variant[] = [
  variant(
    'more-members',
    'more members',
    ['CUST-MODEL-051', 'SIL-20'],
    'Every object of an answer has a member that no document names.',
    around(next => call => {
      const reply = next(call);
      return { ...reply, body: more(reply.body) };
    }),
  ),
  variant(
    'nulls-for-absent',
    'absent members',
    ['SIL-32'],
    'Nullable members without a value are null.',
    entities(customization => {
      customization.assignedProductsCount ??= null;
      for (const holder of [object(customization.freeTextInput) ?? {}, ...choicesOf(customization)])
        holder.defaultAddedPrice ??= null;
    }),
  ),
  variant(
    'empty-values-for-absent',
    'absent members',
    ['CUST-MODEL-035'],
    'Choices without primaries or colour have an empty list and an empty string.',
    choices(choice => {
      choice.primaryChoiceIds ??= [];
      choice.colorCode ??= '';
    }),
  ),
  variant(
    'zero-counts-absent',
    'zeros',
    ['CUST-MODEL-045'],
    'Character counts of 0 are left out.',
    freeTexts(settings => {
      if (settings.minCharCount === 0) delete settings.minCharCount;
      if (settings.maxCharCount === 0) delete settings.maxCharCount;
    }),
    { warns: ['CUST-MODEL-045'] },
  ),
  variant(
    'keys-absent',
    'keys',
    ['SIL-28'],
    'Nothing has a key.',
    entities(customization => {
      for (const holder of [customization, object(customization.freeTextInput), ...choicesOf(customization)])
        withoutKey(holder);
    }),
    { warns: KEY_ROWS },
  ),
  variant(
    'keys-prefixed',
    'keys',
    ['SIL-28'],
    'Keys begin with `k-`.',
    rules(sound => ({
      keyOf: (name, taken) => prefixed(sound.keyOf(name, taken)),
      choiceKeyOf: (name, taken) => prefixed(sound.choiceKeyOf(name, taken)),
    })),
    { warns: ['CUST-MODEL-016', 'CUST-MODEL-033'] },
  ),
  variant(
    'sort-order-shown',
    'sortOrder',
    ['SIL-20', 'CUST-MODEL-051'],
    'Choice settings show a sort strategy.',
    entities(customization => {
      const settings = object(customization.choicesSettings);
      if (settings) settings.sortOrder ??= 'DEFAULT';
    }),
  ),
  variant(
    'counts-on-choices',
    'per-choice counts',
    ['CUST-MODEL-051'],
    'Every choice shows how many products use it.',
    choices(choice => {
      choice.assignedProductsCount = 0;
    }),
  ),
  variant(
    'choices-by-name',
    'order of choices',
    ['CUST-CREATE-030'],
    'Choices are answered by name until they are reordered.',
    entities(customization => {
      const settings = object(customization.choicesSettings);
      if (settings && settings.sortOrder !== 'MANUAL')
        settings.choices = choicesOf(customization).toSorted((a, b) => plain(String(a.name), String(b.name)));
    }),
    { warns: ['CUST-CREATE-030', 'CUST-CHOICES-SET-003'] },
  ),
  variant(
    'images-dropped',
    'images',
    ['SIL-01'],
    'Images are taken and never shown.',
    choices(choice => {
      delete choice.displayImage;
    }),
  ),
  variant(
    'count-of-extras',
    'count answer',
    ['CUST-MODEL-051'],
    'Count says more than the count.',
    answers('countCustomizations', body => {
      body.total = body.count;
      body.exact = true;
    }),
  ),
];
