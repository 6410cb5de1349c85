/**
 * Rules between fields, which JSON Schema cannot say. Each looks at something shaped like a customization,
 * sent or answered, and may look at the stored one beside it. Generators avoid or break them one by one;
 * the model refuses by them.
 */
import { asArray, asObject, asString, type Json } from './json.ts';

export interface Rule {
  id: string;
  describe: string;
  /** What the service calls it: the `ruleName` of a violation, or the code of an application error. */
  code: string;
  /** Requirement or register entry it rests on. */
  source: string;
  /** The sources do not settle it: a target must not be judged by it. */
  disputed?: true;
  /** Dotted paths of the offending values, relative to the customization; none when the rule holds. */
  find(value: unknown, stored?: unknown): string[];
  violates(value: unknown, stored?: unknown): boolean;
}

type RuleData = Omit<Rule, 'violates'>;

/** Completes a rule by the question whether it is broken. */
export function rule(data: RuleData): Rule {
  return { ...data, violates: (value, stored) => data.find(value, stored).length > 0 };
}

const choicesIn = (value: unknown): Json[] =>
  asArray(asObject(asObject(value).choicesSettings).choices).map(asObject);

const at = (index: number, member: string): string => `choicesSettings.choices[${index}].${member}`;

/** Paths of one member of every choice that fails the test. */
function choicesThat(
  value: unknown,
  member: string,
  fails: (choice: Json, index: number) => boolean,
): string[] {
  return choicesIn(value).flatMap((choice, index) => (fails(choice, index) ? [at(index, member)] : []));
}

const isBlank = (text: unknown): boolean => typeof text === 'string' && text !== '' && text.trim() === '';
const isFreeText = (value: unknown): boolean => asObject(value).customizationRenderType === 'FREE_TEXT';
const primariesOf = (choice: Json): unknown[] => asArray(choice.primaryChoiceIds);

/** Paths of every reference to a primary choice that fails the test. */
function primariesThat(value: unknown, fails: (primary: unknown, choice: Json) => boolean): string[] {
  return choicesIn(value).flatMap((choice, index) =>
    primariesOf(choice).flatMap((primary, place) =>
      fails(primary, choice) ? [at(index, `primaryChoiceIds[${place}]`)] : [],
    ),
  );
}

/** Every choice that a reference may name, the sent ones in front of the stored. */
function choicesById(value: unknown, stored: unknown): Map<unknown, Json> {
  const all = [...choicesIn(stored), ...choicesIn(value)].filter(choice => typeof choice.id === 'string');
  return new Map(all.map(choice => [choice.id, choice]));
}

export const notOnlyBlanks = rule({
  id: 'not-only-blanks',
  describe: 'names and titles consist of more than blanks',
  code: 'ONLY_SPACES_STRING_ERROR',
  source: 'CUST-CREATE-014, CUST-CREATE-042',
  find(value) {
    const { name, freeTextInput } = asObject(value);
    return [
      ...(isBlank(name) ? ['name'] : []),
      ...(isBlank(asObject(freeTextInput).title) ? ['freeTextInput.title'] : []),
      ...choicesThat(value, 'name', choice => isBlank(choice.name)),
    ];
  },
});

export const choiceNamesUnique = rule({
  id: 'choice-names-unique',
  describe: 'no two choices of a customization share a name',
  code: 'DUPLICATE_CHOICE_NAME',
  source: 'CUST-CREATE-037, CUST-MODEL-031',
  find(value, stored) {
    const seen = new Set(choicesIn(stored).map(choice => choice.name));
    return choicesThat(value, 'name', ({ name }) => {
      if (asString(name) === undefined) return false;
      const repeated = seen.has(name);
      seen.add(name);
      return repeated;
    });
  },
});

export const choiceIdsAllOrNone = rule({
  id: 'choice-ids-all-or-none',
  describe: 'either every choice carries an id or none does',
  code: 'MIXED_CHOICE_IDS_CONSISTENCY',
  source: 'CUST-CREATE-036',
  find(value) {
    const bare = choicesThat(value, 'id', choice => choice.id === undefined);
    return bare.length < choicesIn(value).length ? bare : [];
  },
});

export const choiceIdsNotSent = rule({
  id: 'choice-ids-not-sent',
  describe: 'new choices carry no id, the server assigns it',
  code: 'ID_NOT_ALLOWED_IN_REQUEST',
  source: 'CUST-CREATE-035',
  find: value => choicesThat(value, 'id', choice => choice.id !== undefined),
});

export const primaryNotSelf = rule({
  id: 'primary-not-self',
  describe: 'a choice is not its own primary',
  code: 'PRIMARY_CHOICE_SELF_REFERENCE',
  source: 'CUST-CHOICES-UPDATE-009',
  find: value => primariesThat(value, (primary, choice) => primary === choice.id),
});

export const primaryKnown = rule({
  id: 'primary-known',
  describe: 'a primary is a choice of the same customization',
  code: 'PRIMARY_CHOICE_NOT_FOUND',
  source: 'CUST-MODEL-042, CUST-CHOICES-ADD-023',
  find(value, stored) {
    const known = choicesById(value, stored);
    return primariesThat(value, primary => !known.has(primary));
  },
});

export const primaryOneLevel = rule({
  id: 'primary-one-level',
  describe: 'a primary is not linked itself',
  code: 'PRIMARY_CHOICE_HIERARCHY_VIOLATION',
  source: 'CUST-MODEL-041, CUST-CHOICES-ADD-024',
  find(value, stored) {
    const known = choicesById(value, stored);
    return primariesThat(value, primary => primariesOf(known.get(primary) ?? {}).length > 0);
  },
});

const CHOICE_TYPES: Record<string, string> = { TEXT_CHOICES: 'CHOICE_TEXT', SWATCH_CHOICES: 'ONE_COLOR' };

export const choiceTypeFits = rule({
  id: 'choice-type-fits',
  describe: 'text choices go with TEXT_CHOICES, colours with SWATCH_CHOICES',
  code: 'INVALID_CHOICE_TYPE',
  source: 'CUST-CREATE-045, CUST-CREATE-046, CUST-MODEL-028, CUST-MODEL-029',
  find(value) {
    const wanted = CHOICE_TYPES[String(asObject(value).customizationRenderType)];
    if (!wanted) return [];
    // Types outside this pair are a matter of the schema in requests and tolerated in responses (SIL-20).
    const other = wanted === 'ONE_COLOR' ? 'CHOICE_TEXT' : 'ONE_COLOR';
    return choicesThat(value, 'choiceType', choice => choice.choiceType === other);
  },
});

export const choiceValueFits = rule({
  id: 'choice-value-fits',
  describe: 'a colour choice has a colour and a text choice has none',
  code: 'INVALID_CHOICE_VALUE',
  source: 'CUST-CHOICES-ADD-012, CUST-MODEL-034, CUST-MODEL-035',
  find: value =>
    choicesThat(value, 'colorCode', ({ choiceType, colorCode }) => {
      const empty = colorCode === undefined || colorCode === null || colorCode === '';
      return choiceType === 'ONE_COLOR' ? empty : choiceType === 'CHOICE_TEXT' && !empty;
    }),
});

export const settingsFit = rule({
  id: 'settings-fit-render-type',
  describe: 'free text has freeTextInput only, choices have choicesSettings only',
  code: 'ONE_OF_ALIGNMENT',
  source: 'CUST-CREATE-006, CUST-CREATE-024..027, CUST-MODEL-020..023',
  find(value) {
    const customization = asObject(value);
    if (!['FREE_TEXT', ...Object.keys(CHOICE_TYPES)].includes(String(customization.customizationRenderType)))
      return [];
    const isSet = (member: string): boolean => (customization[member] ?? null) !== null;
    const wanted = isFreeText(value) ? 'freeTextInput' : 'choicesSettings';
    const unwanted = isFreeText(value) ? 'choicesSettings' : 'freeTextInput';
    return [...(isSet(unwanted) ? [unwanted] : []), ...(isSet(wanted) ? [] : [wanted])];
  },
});

export const freeTextOnModifier = rule({
  id: 'free-text-on-modifier',
  describe: 'free text belongs to modifiers',
  code: 'INVALID_CUSTOMIZATION_RENDER_TYPE',
  source: 'SIL-24',
  disputed: true,
  find: value =>
    isFreeText(value) && asObject(value).customizationType === 'PRODUCT_OPTION'
      ? ['customizationRenderType']
      : [],
});

export const charCountOrder = rule({
  id: 'char-count-order',
  describe: 'minCharCount does not exceed maxCharCount',
  code: 'INVALID_FREE_TEXT_SETTINGS',
  source: 'SIL-33',
  disputed: true,
  find(value) {
    const { minCharCount, maxCharCount } = asObject(asObject(value).freeTextInput);
    if (typeof minCharCount !== 'number' || typeof maxCharCount !== 'number') return [];
    return minCharCount > maxCharCount ? ['freeTextInput.minCharCount'] : [];
  },
});

/** Every rule, by id. */
export const rules: ReadonlyMap<string, Rule> = new Map(
  [
    ...[notOnlyBlanks, choiceNamesUnique, choiceIdsAllOrNone, choiceIdsNotSent],
    ...[primaryNotSelf, primaryKnown, primaryOneLevel],
    ...[choiceTypeFits, choiceValueFits, settingsFit, freeTextOnModifier, charCountOrder],
  ].map(one => [one.id, one]),
);
