/** Defects of Create in the name and the types of a customization. */
import { newName } from './contracts.ts';
import { guessed, guessRenderType } from './create-tools.ts';
import { type Fault, fault } from './fault.ts';

const TYPES = ['PRODUCT_OPTION', 'MODIFIER'];

const RENDER_TYPES = ['FREE_TEXT', 'TEXT_CHOICES', 'SWATCH_CHOICES'];

export const createNameFaults: Fault[] = [
  fault(
    'create-empty-name',
    ['CUST-CREATE-010', 'CUST-MODEL-017'],
    'An empty name is accepted.',
    newName({ minLength: 0 }),
  ),
  fault(
    'create-refuses-one-letter',
    'CUST-CREATE-011',
    'A name needs two characters.',
    newName({ minLength: 2 }),
  ),
  fault(
    'create-refuses-50-letters',
    'CUST-CREATE-012',
    'A name of 50 characters is refused.',
    newName({ maxLength: 49 }),
  ),
  fault(
    'create-cuts-50-letters',
    'CUST-CREATE-012',
    'Names are cut to 49 characters.',
    guessed(customization => {
      const { name } = customization;
      if (typeof name === 'string' && name.length === 50) customization.name = name.slice(0, 49);
    }),
  ),
  fault(
    'create-accepts-51-letters',
    ['CUST-CREATE-013', 'CUST-MODEL-017'],
    'A name of 51 characters is accepted.',
    newName({ maxLength: 51 }),
  ),
  fault(
    'create-cuts-51-letters',
    'CUST-CREATE-013',
    'A name that is too long is cut instead of refused.',
    guessed(customization => {
      if (typeof customization.name === 'string') customization.name = customization.name.slice(0, 50);
    }),
  ),
  fault(
    'create-blank-name',
    'CUST-CREATE-014',
    'A name of blanks is replaced by a made-up one.',
    guessed(customization => {
      if (/^\s+$/.test(String(customization.name ?? 'x'))) customization.name = 'Untitled';
    }),
  ),
  fault(
    'create-number-as-name',
    'CUST-CREATE-015',
    'A name that is no string is turned into one.',
    guessed(customization => {
      if ('name' in customization && typeof customization.name !== 'string')
        customization.name = JSON.stringify(customization.name).slice(0, 50);
    }),
  ),
  fault(
    'create-unknown-type',
    'CUST-CREATE-016',
    'An unknown type becomes a modifier.',
    guessed(customization => {
      const { customizationType } = customization;
      if (typeof customizationType === 'string' && !TYPES.includes(customizationType))
        customization.customizationType = 'MODIFIER';
    }),
  ),
  fault(
    'create-unknown-render-type',
    'CUST-CREATE-017',
    'An unknown render type is replaced by one that fits the settings.',
    guessed(customization => {
      const { customizationRenderType } = customization;
      if (typeof customizationRenderType === 'string' && !RENDER_TYPES.includes(customizationRenderType))
        customization.customizationRenderType = guessRenderType(customization);
    }),
  ),
];
