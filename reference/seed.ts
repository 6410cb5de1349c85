/** Customizations and products of strangers: what a site holds before a run begins. */

const NAMES = [
  'Size',
  'Color',
  'Material',
  'Größe',
  'Couleur',
  'サイズ',
  'اللون',
  'Gift wrap 🎁',
  'Engraving "text"',
  'size',
  'Back\\slash',
  "L'étoffe",
  '10 % off_$eq',
  'é combining',
];
const WORDS = ['Small', 'Medium', 'Large', 'Ünïted', '小', 'XL 👕', '0', '10', '9', 'large'];
const COLORS = ['#FF0000', '#00ff00', '#0000FF', '#C0FFEE', '#123456'];
const NAME_MAX = 50;

function textChoices(index: number): unknown {
  const count = 1 + (index % WORDS.length);
  return {
    choices: WORDS.slice(0, count).map(name => ({ choiceType: 'CHOICE_TEXT', name })),
  };
}

function swatchChoices(index: number): unknown {
  const count = 1 + (index % COLORS.length);
  return {
    choices: COLORS.slice(0, count).map((colorCode, at) => ({
      choiceType: 'ONE_COLOR',
      name: `${WORDS[at]} ${at}`,
      colorCode,
    })),
  };
}

function freeText(index: number): unknown {
  return { title: `Your text ${index}`, minCharCount: index % 3, maxCharCount: 1 + (index % 500) };
}

/** Every type with every render type that the documents show, in turns. */
const SHAPES = [
  (index: number) => ({
    customizationType: 'PRODUCT_OPTION',
    customizationRenderType: 'TEXT_CHOICES',
    choicesSettings: textChoices(index),
  }),
  (index: number) => ({
    customizationType: 'PRODUCT_OPTION',
    customizationRenderType: 'SWATCH_CHOICES',
    choicesSettings: swatchChoices(index),
  }),
  (index: number) => ({
    customizationType: 'MODIFIER',
    customizationRenderType: 'FREE_TEXT',
    freeTextInput: freeText(index),
  }),
  (index: number) => ({
    customizationType: 'MODIFIER',
    customizationRenderType: 'TEXT_CHOICES',
    choicesSettings: textChoices(index),
  }),
  (index: number) => ({
    customizationType: 'MODIFIER',
    customizationRenderType: 'SWATCH_CHOICES',
    choicesSettings: swatchChoices(index),
  }),
];

/** The list repeated for ever. */
function pick<T>(list: readonly T[], index: number): T {
  return list[index % list.length] as T;
}

/** The names of a full cycle come bare, as a sample store ships them; later ones get a number. */
function nameOf(index: number): string {
  const base = pick(NAMES, index);
  return (index < NAMES.length ? base : `${base} ${index}`).slice(0, NAME_MAX);
}

/** The `index`-th customization of a stranger, ready to be created. */
export function strangerAt(index: number): Record<string, unknown> {
  const shape = pick(SHAPES, index);
  return { name: nameOf(index), ...shape(index) };
}

const sizes = (index: number) => WORDS.slice(0, 1 + (index % 3));

/** The `index`-th product of a stranger: with the store's common option in turns, every third without options. */
export function strangerProductAt(index: number): Record<string, unknown> {
  const optionless = index % 3 === 0;
  const option = {
    name: 'Size',
    optionRenderType: 'TEXT_CHOICES',
    choicesSettings: { choices: sizes(index).map(name => ({ choiceType: 'CHOICE_TEXT', name })) },
  };
  const names = (choiceName: string) => ({ optionName: 'Size', choiceName, renderType: 'TEXT_CHOICES' });
  const variant = (choices: unknown[], at: number) => ({
    choices,
    sku: `STRANGER-${index}-${at}`,
    price: { actualPrice: { amount: `${5 + (index % 90)}.50` } },
    physicalProperties: {},
  });
  return {
    name: `${pick(GOODS, index)} ${index}`,
    slug: `stranger-${index}`,
    productType: 'PHYSICAL',
    physicalProperties: {},
    ...(!optionless && { options: [option] }),
    variantsInfo: {
      variants: optionless
        ? [variant([], 0)]
        : sizes(index).map((name, at) => variant([{ optionChoiceNames: names(name) }], at)),
    },
  };
}

const GOODS = ['Shirt', 'Mug', 'Poster 🎁', 'Tasse à café', '帽子', "L'étagère"];

const DAY_MS = 86_400_000;
const OLDEST_DAYS = 400;

/** When it was created: over the year before last week, oldest first, now and then two at the same instant. */
export function strangerDate(index: number, total: number, today: Date): Date {
  const step = (OLDEST_DAYS - 7) * DAY_MS;
  const place = Math.floor(index / 2) * 2;
  return new Date(today.getTime() - OLDEST_DAYS * DAY_MS + Math.floor((step * place) / Math.max(total, 1)));
}
