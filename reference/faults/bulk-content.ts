/** Defects in what the bulk operations do. */
import { BULK_ADD, BULK_CREATE, BULK_UPDATE, itemsOf, resultsOf, row } from './bulk-tools.ts';
import { type Fault, fault, rules } from './fault.ts';
import { answers, calls, object, only, stored } from './tools.ts';

const createdFaults: Fault[] = [
  fault(
    'bulk-create-answers-201',
    row(1),
    'Bulk create answers 201.',
    answers(BULK_CREATE, (_body, reply) => {
      reply.status = 201;
    }),
  ),
  fault(
    'bulk-create-without-totals',
    row(1),
    'Bulk create answers results alone.',
    answers(BULK_CREATE, body => {
      delete body.bulkActionMetadata;
    }),
  ),
  fault(
    'bulk-create-loses-last',
    row(2),
    'The last customization of a bulk create is not kept.',
    only(BULK_CREATE, (next, call) => {
      const reply = next(call);
      const last = object(resultsOf(object(reply.body) ?? {}).at(-1)?.itemMetadata);
      if (last?.success === true)
        next({ operation: 'deleteCustomization', customizationId: String(last.id) });
      return reply;
    }),
  ),
  fault(
    'bulk-create-one-name-for-all',
    row(2),
    'Every customization of a bulk create gets the name of the first.',
    calls(BULK_CREATE, call => {
      const [first, ...others] = itemsOf(call);
      for (const one of others) if (typeof one.name === 'string' && one.name !== '') one.name = first?.name;
    }),
  ),
  fault(
    'bulk-create-loses-titles',
    row(2),
    'Bulk create forgets the titles of free text.',
    rules(sound => ({
      created(entity, sent, operation) {
        const made = sound.created(entity, sent, operation);
        if (operation !== BULK_CREATE || !made.freeTextInput) return made;
        return { ...made, freeTextInput: { ...made.freeTextInput, title: 'Text' } };
      },
    })),
  ),
];

const updatedFaults: Fault[] = [
  fault(
    'bulk-update-answers-202',
    row(21),
    'Bulk update answers 202.',
    answers(BULK_UPDATE, (_body, reply) => {
      reply.status = 202;
    }),
  ),
  fault(
    'bulk-update-first-only',
    row(21),
    'Of a bulk update only the first name is changed.',
    only(BULK_UPDATE, (next, call) => {
      const copy = structuredClone(call);
      for (const item of itemsOf(copy).slice(1)) {
        const sent = object(item.customization);
        const held = stored(next, typeof sent?.id === 'string' ? sent.id : undefined);
        if (sent && held && typeof sent.name === 'string') sent.name = held.name;
      }
      return next(copy);
    }),
  ),
  fault(
    'bulk-update-forgets',
    [row(21), row(24)],
    'Bulk update answers as if it had changed something, and keeps nothing.',
    rules(sound => ({
      persist: (after, before, operation) =>
        operation === BULK_UPDATE && before ? before : sound.persist(after, before, operation),
    })),
  ),
  fault(
    'bulk-update-keeps-revision',
    row(24),
    'Bulk update leaves the revision as it is.',
    rules(sound => ({
      nextRevision: (revision, operation) =>
        operation === BULK_UPDATE ? revision : sound.nextRevision(revision, operation),
    })),
  ),
  fault(
    'bulk-update-skips-a-revision',
    row(24),
    'Bulk update raises the revision by 2.',
    rules(sound => ({
      nextRevision: (revision, operation) => {
        const next = sound.nextRevision(revision, operation);
        return operation === BULK_UPDATE ? sound.nextRevision(next, operation) : next;
      },
    })),
  ),
  fault(
    'bulk-update-drops-last-choice',
    row(29),
    'Bulk update drops the last choice.',
    rules(sound => ({
      patch(held, sent, operation) {
        const after = sound.patch(held, sent, operation);
        if (operation !== BULK_UPDATE || !after.choicesSettings) return after;
        return { ...after, choicesSettings: { choices: after.choicesSettings.choices.slice(0, -1) } };
      },
    })),
  ),
  fault(
    'bulk-update-resets-title',
    row(29),
    'Bulk update gives free text the new name as its title.',
    rules(sound => ({
      patch(held, sent, operation) {
        const after = sound.patch(held, sent, operation);
        if (operation !== BULK_UPDATE || !after.freeTextInput) return after;
        return { ...after, freeTextInput: { ...after.freeTextInput, title: after.name } };
      },
    })),
  ),
];

const addedFaults: Fault[] = [
  fault(
    'bulk-add-answers-201',
    row(30),
    'Bulk add answers 201.',
    answers(BULK_ADD, (_body, reply) => {
      reply.status = 201;
    }),
  ),
  fault(
    'bulk-add-one-choice-each',
    row(30),
    'Of each list only the first choice is added.',
    calls(BULK_ADD, call => {
      for (const item of itemsOf(call))
        if (Array.isArray(item.choices) && item.choices.length < 100) item.choices = item.choices.slice(0, 1);
    }),
  ),
  fault(
    'bulk-add-replaces',
    [row(30), row(39)],
    'Bulk add replaces the choices that were there.',
    rules(sound => ({
      added: (held, fresh, operation) =>
        operation === BULK_ADD ? [...fresh] : sound.added(held, fresh, operation),
    })),
  ),
  fault(
    'bulk-add-forgets',
    row(30),
    'Bulk add answers as if it had added something, and keeps nothing.',
    rules(sound => ({
      persist: (after, before, operation) =>
        operation === BULK_ADD && before ? before : sound.persist(after, before, operation),
    })),
  ),
];

export const bulkContentFaults: Fault[] = [...createdFaults, ...updatedFaults, ...addedFaults];
