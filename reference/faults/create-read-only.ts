/** Defects of Create in what a client must not set. */
import { type Fault, fault } from './fault.ts';
import { adoptsIds, keeps, take } from './memory.ts';
import { choicesOf, inputs, type Json, object } from './tools.ts';

const CREATE = 'createCustomization';

/** Ids that a client puts on choices, taken out of the request. */
function choiceIds(customization: Json): string[] {
  return choicesOf(customization).map(choice => {
    const { id } = choice;
    delete choice.id;
    return String(id);
  });
}

const takesKey = (customization: Json): Json => {
  const settings = object(customization.freeTextInput);
  if (!settings || typeof settings.key !== 'string') return {};
  const { key } = settings;
  delete settings.key;
  return { freeTextInput: { key } };
};

export const createReadOnlyFaults: Fault[] = [
  fault(
    'create-stores-both-settings',
    ['CUST-CREATE-027', 'CUST-MODEL-020'],
    'Settings of both kinds are stored.',
    keeps(CREATE, customization => {
      if (!('freeTextInput' in customization && 'choicesSettings' in customization)) return {};
      return take(
        customization.customizationRenderType === 'FREE_TEXT' ? 'choicesSettings' : 'freeTextInput',
      )(customization);
    }),
  ),
  fault(
    'create-stores-revision',
    'CUST-CREATE-031',
    'A revision sent on creation is stored.',
    keeps(CREATE, take('revision')),
  ),
  fault(
    'create-stores-created-date',
    'CUST-CREATE-033',
    'A creation date sent by the client is stored.',
    keeps(CREATE, take('createdDate')),
  ),
  fault(
    'create-stores-updated-date',
    'CUST-CREATE-033',
    'A date of update sent by the client is stored.',
    keeps(CREATE, take('updatedDate')),
  ),
  fault(
    'create-stores-key',
    'CUST-CREATE-033',
    'A key sent by the client is stored.',
    keeps(CREATE, take('key')),
  ),
  fault(
    'create-stores-count',
    'CUST-CREATE-033',
    'A number of products sent by the client is stored.',
    keeps(CREATE, take('assignedProductsCount')),
  ),
  fault(
    'create-stores-text-key',
    'CUST-CREATE-075',
    'The key of free text is taken from the request.',
    keeps(CREATE, takesKey),
  ),
  fault(
    'create-adopts-id',
    'CUST-CREATE-034',
    'An id sent by the client becomes the id.',
    adoptsIds(
      customization => Object.values(take('id')(customization)).map(String),
      customization => [String(customization.id)],
    ),
  ),
  fault(
    'create-adopts-choice-ids',
    'CUST-CREATE-035',
    'Choice ids sent by the client become the ids.',
    adoptsIds(
      customization =>
        choicesOf(customization).every(choice => 'id' in choice) ? choiceIds(customization) : [],
      customization => choicesOf(customization).map(choice => String(choice.id)),
    ),
  ),
  fault(
    'create-mixed-choice-ids',
    'CUST-CREATE-036',
    'Ids on some choices only are dropped in silence.',
    inputs(CREATE, customization => {
      const all = choicesOf(customization);
      if (all.some(choice => 'id' in choice) && !all.every(choice => 'id' in choice))
        choiceIds(customization);
    }),
  ),
];
