/** Faults of what is kept of a text or a number, for texts and numbers that no example holds. */
import type { OperationId } from '../../../specs/operations.ts';
import { type Fault, fault } from '../fault.ts';
import { choicesOf, inputs, type Json, object } from '../tools.ts';

const WRITES: readonly OperationId[] = ['createCustomization', 'updateCustomization'];

/** Every name that is sent is kept otherwise. */
const names = (keep: (name: string) => string) =>
  inputs(WRITES, customization => {
    if (typeof customization.name === 'string') customization.name = keep(customization.name);
  });

const choiceNames = (keep: (name: string, owner: Json) => string) =>
  inputs('createCustomization', customization => {
    for (const choice of choicesOf(customization))
      if (typeof choice.name === 'string') choice.name = keep(choice.name, customization);
  });

const freeText = (keep: (settings: Json) => void) =>
  inputs('createCustomization', customization => {
    const settings = object(customization.freeTextInput);
    if (settings) keep(settings);
  });

/** The first bytes of a text in UTF-8, without half a character. */
function bytes(text: string, most: number): string {
  let kept = '';
  for (const character of text) {
    if (Buffer.byteLength(kept + character) > most) break;
    kept += character;
  }
  return kept;
}

const isAstral = (text: string): boolean => (text.codePointAt(0) ?? 0) > 0xffff;

export const textFaults: Fault[] = [
  fault(
    'names-lose-compatibility',
    ['CUST-CREATE-020', 'CUST-CREATE-081'],
    'Names are kept in compatibility form: `™` becomes `TM`.',
    names(name => name.normalize('NFKC')),
  ),
  fault(
    'names-of-60-bytes',
    ['CUST-CREATE-020', 'CUST-CREATE-081'],
    'Names are cut to 60 bytes.',
    names(name => bytes(name, 60)),
  ),
  fault(
    'names-lose-joiners',
    ['CUST-CREATE-020', 'CUST-CREATE-081'],
    'Names lose the joiners that make one picture of several.',
    names(name => name.replaceAll('\u200d', '')),
  ),
  fault(
    'names-lose-a-last-dot',
    ['CUST-CREATE-020', 'CUST-CREATE-012'],
    'A full stop at the end of a name is dropped.',
    names(name => name.replace(/[.:;,]$/, '')),
  ),
  fault(
    'names-plus-is-a-blank',
    ['CUST-CREATE-020', 'CUST-CREATE-081'],
    'A plus in a name becomes a blank.',
    names(name => name.replaceAll('+', ' ')),
  ),
  fault(
    'swatch-names-of-50-cut',
    'CUST-CREATE-019',
    'Names of swatches lose the last of 50 characters.',
    choiceNames((name, { customizationRenderType }) =>
      customizationRenderType === 'SWATCH_CHOICES' && name.length === 50 ? name.slice(0, 49) : name,
    ),
  ),
  fault(
    'choice-names-double-backslashes',
    'CUST-CREATE-018',
    'Backslashes in names of choices are doubled.',
    choiceNames(name => (name.length < 45 ? name.replaceAll('\\', '\\\\') : name)),
  ),
  fault(
    'choice-names-lose-first-picture',
    'CUST-CREATE-018',
    'A picture at the beginning of a choice name is dropped.',
    choiceNames(name => (isAstral(name) ? name.slice(2) : name)),
  ),
  fault(
    'titles-escaped',
    'CUST-CREATE-020',
    'Titles are kept as HTML: `&` becomes `&amp;`.',
    freeText(settings => {
      if (typeof settings.title === 'string' && settings.title.length < 80)
        settings.title = settings.title.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    }),
  ),
  fault(
    'titles-lose-double-quotes',
    'CUST-CREATE-020',
    'Double quotes in titles become single ones.',
    freeText(settings => {
      if (typeof settings.title === 'string') settings.title = settings.title.replaceAll('"', "'");
    }),
  ),
  fault(
    'prices-beyond-a-thousand-rounded',
    ['CUST-CREATE-018', 'CUST-CREATE-062'],
    'Prices above 1,000 lose their third decimal.',
    inputs('createCustomization', customization => {
      for (const choice of choicesOf(customization)) {
        const price = choice.defaultAddedPrice;
        if (typeof price === 'string' && Number(price) > 1_000)
          choice.defaultAddedPrice = price.replace(/(\.\d\d)\d$/, '$1');
      }
    }),
  ),
  fault(
    'fifth-choice-loses-price',
    ['CUST-CREATE-018', 'CUST-CREATE-062'],
    'Choices beyond the fourth lose their price.',
    inputs('createCustomization', customization => {
      for (const choice of choicesOf(customization).slice(4)) delete choice.defaultAddedPrice;
    }),
  ),
];
