/** Defects of Create: requests that lack something and are accepted. */
import { CREATE, guessed, guessRenderType, oneChoice } from './create-tools.ts';
import { type Fault, fault } from './fault.ts';
import { calls, type Json, object } from './tools.ts';

const fillChoices = (customization: Json, when: (choices: unknown) => boolean) => {
  const settings = object(customization.choicesSettings);
  if (settings && when(settings.choices))
    settings.choices = [oneChoice(customization.customizationRenderType)];
};

export const createRequiredFaults: Fault[] = [
  fault(
    'create-without-customization',
    'CUST-CREATE-002',
    'A create request without a customization makes an empty one.',
    calls(CREATE, (call, body) => {
      if ('customization' in body) return;
      const choicesSettings = { choices: [oneChoice('TEXT_CHOICES')] };
      call.body = {
        customization: {
          name: 'Untitled',
          customizationType: 'MODIFIER',
          customizationRenderType: 'TEXT_CHOICES',
          choicesSettings,
        },
      };
    }),
  ),
  fault(
    'create-without-name',
    'CUST-CREATE-003',
    'A customization without a name is created under a made-up one.',
    guessed(customization => {
      if (!('name' in customization)) customization.name = 'Untitled';
    }),
  ),
  fault(
    'create-without-type',
    'CUST-CREATE-004',
    'A customization without a type becomes a modifier.',
    guessed(customization => {
      if (!('customizationType' in customization)) customization.customizationType = 'MODIFIER';
    }),
  ),
  fault(
    'create-without-render-type',
    'CUST-CREATE-005',
    'A missing render type is guessed from the settings.',
    guessed(customization => {
      if (!('customizationRenderType' in customization))
        customization.customizationRenderType = guessRenderType(customization);
    }),
  ),
  fault(
    'create-without-settings',
    'CUST-CREATE-006',
    'Missing settings are made up.',
    guessed(customization => {
      if ('freeTextInput' in customization || 'choicesSettings' in customization) return;
      const renderType = customization.customizationRenderType;
      if (renderType === 'FREE_TEXT') customization.freeTextInput = { title: 'Text' };
      else customization.choicesSettings = { choices: [oneChoice(renderType)] };
    }),
  ),
  fault(
    'create-without-choices',
    'CUST-CREATE-007',
    'Choice settings without choices get a default choice.',
    guessed(customization => fillChoices(customization, sent => sent === undefined)),
  ),
  fault(
    'create-with-empty-choices',
    'CUST-CREATE-008',
    'An empty list of choices gets a default choice.',
    guessed(customization => fillChoices(customization, sent => Array.isArray(sent) && sent.length === 0)),
  ),
  fault(
    'create-without-title',
    'CUST-CREATE-009',
    'Free text without a title takes the name of the customization.',
    guessed(customization => {
      const settings = object(customization.freeTextInput);
      if (settings && !('title' in settings)) settings.title = customization.name;
    }),
  ),
];
