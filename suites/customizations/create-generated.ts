/** Customizations drawn from the schemas, edge lengths over-weighted: whatever is valid is accepted and kept as sent. */
import { type Check, check } from '../../engine/check.ts';
import { shows } from '../../engine/matchers/entities.ts';
import type { Effort } from '../../engine/session.ts';
import { customization } from '../../generators/customization.ts';
import type { CustomizationRenderType, NewCustomization } from '../../specs/openapi.types.ts';

/** How many of each render type. */
const DRAWN: Record<Effort, number> = { smoke: 1, standard: 4, deep: 40 };

/** Other notations may be refused (SIL-31): `CUST-CREATE-052` observes them. */
function inSixDigits(sent: NewCustomization): NewCustomization {
  if (sent.customizationRenderType !== 'SWATCH_CHOICES') return sent;
  const choices = sent.choicesSettings.choices.map(choice => ({
    ...choice,
    colorCode: `#${choice.colorCode.slice(1, 7).padEnd(6, '0')}`,
  }));
  return { ...sent, choicesSettings: { ...sent.choicesSettings, choices } };
}

function generated(renderType: CustomizationRenderType, requirement: string, id: string): Check {
  return check({
    id: `customizations.create.generated.${id}`,
    title: `Generated customizations with ${renderType} are accepted and come back as sent`,
    profile: 'core',
    points: { accepted: requirement, stored: requirement },
    async run({ api, given, judge, draw, settle, effort }) {
      for (let i = 0; i < DRAWN[effort]; i += 1) {
        const sent = inSixDigits(given.named(draw(customization({ renderType }), String(i))));
        const call = api.create(sent);
        judge('accepted', await call, shows({ name: sent.name }));
        const { id } = await call.accepted();
        judge('stored', await settle.soon('get-after-create', () => api.get(id), shows(sent)), shows(sent));
      }
    },
  });
}

export const createGenerated: Check[] = [
  generated('TEXT_CHOICES', 'CUST-CREATE-018', 'text'),
  generated('SWATCH_CHOICES', 'CUST-CREATE-019', 'swatch'),
  generated('FREE_TEXT', 'CUST-CREATE-020', 'free-text'),
];
