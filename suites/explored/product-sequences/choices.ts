/** Steps that remove choices which products have, list, or know nothing of. */
import type { Answer, JsonObject } from '../../../engine/answer.ts';
import { isRefused } from '../../../engine/matchers/answers.ts';
import { lacksChoices } from '../../../engine/matchers/choices.ts';
import { choicesOf } from '../../../engine/matchers/entities.ts';
import { unless } from '../../../engine/matchers/matcher.ts';
import { assignmentsKnown, reread } from './customizations.ts';
import type { Context, Point } from './points.ts';
import { isUntouched } from './products.ts';
import { isAsModelled, showsModelled } from './shown.ts';
import type { World } from './world.ts';

interface Removal {
  id: string;
  choices: JsonObject[];
}

const idsIn = ({ choices }: Removal): string[] => choices.map(choice => String(choice.id));

export async function removeChoice(context: Context, world: World, id: string, of: number): Promise<void> {
  const choices = choicesOf(world.customization(id));
  const choice = world.at(choices, of);
  if (!choice) return;
  const removal = { id, choices: [choice] };
  const use = world.isOption(id) ? world.useOf(String(choice.id)) : 'modifier';
  if (use === 'variant') {
    await assignmentsKnown(context, world, id);
    return refused(context, world, removal, ['choiceHeld', 'a variant has the choice']);
  }
  if (choices.length === 1) return refused(context, world, removal, ['lastChoice', 'it is the last choice']);
  if (use === 'modifier') return removeFromModifier(context, world, removal);
  if (use === 'list') return removeListed(context, world, removal);
  return removeFree(context, world, removal);
}

const send = ({ api }: Context, removal: Removal, difference?: string) => {
  const body = { choiceIds: idsIn(removal) };
  return api.removeChoices(removal.id, difference === undefined ? body : { body, difference });
};

async function refused(
  context: Context,
  world: World,
  removal: Removal,
  [point, difference]: [Point, string],
): Promise<void> {
  const { api, judge, settle } = context;
  judge(point, await send(context, removal, difference), isRefused);
  const shown = showsModelled(world, removal.id);
  judge('unchanged', await settle.soon('get-after-refusal', () => api.get(removal.id), shown), shown);
  for (const holder of world.holders(removal.id).slice(0, 1))
    await isUntouched(context, world, holder, 'unchanged');
}

/** No product lists them: that is outside of what is contested. */
export async function removeFree(context: Context, world: World, removal: Removal): Promise<void> {
  const { judge, settle } = context;
  const gone = lacksChoices(removal.choices);
  const remove = () => send(context, removal);
  const wasUsed = idsIn(removal).some(choice => world.everUsed.has(choice));
  const answer = wasUsed ? await settle('remove-after-release', remove, gone) : await remove();
  taken(world, removal);
  const point = world.holders(removal.id).length > 0 ? 'choiceUnlisted' : 'choiceUnused';
  judge(point, answer, gone);
  judge(point, answer, showsModelled(world, removal.id));
}

/** The model takes the choices away as well. */
function taken(world: World, removal: Removal): void {
  const body = { choiceIds: idsIn(removal) };
  world.foresee({ operation: 'removeCustomizationChoices', customizationId: removal.id, body }).take();
}

/** Products list it and no variant has it: whether it can be removed is contested, but not from case to case. */
async function removeListed(context: Context, world: World, removal: Removal): Promise<void> {
  const { api, judge, settle } = context;
  const answer = await send(context, removal, 'products list the choice, no variant has it');
  judge.observed('choiceListed', answer);
  const way = answer.isSuccess ? 'accepted' : 'refused';
  const before = world.tookBefore('removing a choice that is listed only', way);
  judge('steady', answer, () => unless(before === undefined, `${before}, as before`, way));
  if (!answer.isSuccess) return judge('steady', answer, isRefused);
  for (const choice of idsIn(removal)) world.lost.add(choice);
  taken(world, removal);
  for (const holder of world.holders(removal.id)) {
    const whole = isAsModelled(world, holder);
    const read: Answer = await settle.soon('get-after-update', () => api.products.get(holder), whole);
    judge('got', read, whole);
    reread(world, holder, read);
  }
}

async function removeFromModifier(context: Context, world: World, removal: Removal): Promise<void> {
  const { api, judge, settle } = context;
  const answer = await send(context, removal);
  taken(world, removal);
  judge('modifierChoice', answer, lacksChoices(removal.choices));
  judge('modifierChoice', answer, showsModelled(world, removal.id));
  for (const holder of world.holders(removal.id)) {
    const whole = isAsModelled(world, holder);
    const read = await settle('product-after-modifier', () => api.products.get(holder), whole);
    judge('choiceLeaves', read, whole);
    reread(world, holder, read);
  }
}
