/** What the defects of the operations on choices share. */
import type { OperationId, Reply } from '../../specs/operations.ts';
import type { Rule } from '../../specs/rules.ts';
import type { Change } from '../change.ts';
import { type Around, type Fault, fault, rules } from './fault.ts';
import {
  calls,
  choicesOf,
  envelope,
  isGuid,
  type Json,
  NOBODY,
  object,
  objects,
  only,
  refusals,
  refuses,
  stored,
} from './tools.ts';

export const ADD = 'addCustomizationChoices';
export const SET = 'setCustomizationChoices';
export const REMOVE = 'removeCustomizationChoices';
export const UPDATE = 'updateCustomizationChoices';
export const REORDER = 'reorderCustomizationChoices';

/** Calls that fit are answered with 200 and the customization as it is. */
export function shrugs(operation: OperationId, when: (body: Json, held: Json) => boolean): Around {
  return only(operation, (next, call): Reply => {
    const held = stored(next, call.customizationId);
    return held && when(object(call.body) ?? {}, held)
      ? { status: 200, body: { customization: held } }
      : next(call);
  });
}

export const isFreeText = (_: Json, held: Json): boolean => held.customizationRenderType === 'FREE_TEXT';

/** The operation is refused where the stored customization fits. */
export function refusesHeld(operation: OperationId, when: (held: Json) => boolean): Around {
  return only(operation, (next, call) => {
    const held = stored(next, call.customizationId);
    return held && when(held) ? envelope(400, 'FAULT') : next(call);
  });
}

/** One operation no longer obeys these rules, neither about kinds nor between fields. */
export function without(operation: OperationId, ...dropped: readonly Rule[]): Change {
  const left = (all: readonly Rule[]) => all.filter(rule => !dropped.includes(rule));
  return rules(sound => ({
    misfits: asked => (asked === operation ? left(sound.misfits(asked)) : sound.misfits(asked)),
    rules: asked => (asked === operation ? left(sound.rules(asked)) : sound.rules(asked)),
  }));
}

/** The answer shows the change, but it is not kept. */
export const forgets = (operation: OperationId): Change =>
  rules(sound => ({
    persist(after, before, asked) {
      const kept = sound.persist(after, before, asked);
      return asked === operation && before ? { ...kept, choicesSettings: before.choicesSettings } : kept;
    },
  }));

export const keepsRevision = (operation: OperationId): Change =>
  rules(sound => ({
    nextRevision: (revision, asked) => (asked === operation ? revision : sound.nextRevision(revision, asked)),
  }));

export const takesStale = (operation: OperationId): Change =>
  rules(sound => ({
    isStale: (sent, held, asked) => asked !== operation && sound.isStale(sent, held, asked),
  }));

export const ignoresFields = (operation: OperationId): Around =>
  calls(operation, (_call, body) => {
    delete body.fields;
  });

/** The list of choices or ids in a request is changed before the model sees it. */
export const lists = (
  operation: OperationId,
  member: 'choices' | 'choiceIds',
  edit: (sent: unknown[]) => unknown[],
): Around =>
  calls(operation, (_call, body) => {
    if (Array.isArray(body[member])) body[member] = edit(body[member]);
  });

/** Each choice of a request is changed before the model sees it. */
export const sentChoices = (operation: OperationId, edit: (choice: Json) => void): Around =>
  calls(operation, (_call, body) => objects(body.choices).forEach(edit));

/** A member of a request need not be there. */
export const optional = (schema: string, ...required: string[]): Change => ({
  contract: [{ at: `/components/schemas/${schema}/required`, to: required }],
});

/** After a refusal this call is made all the same. */
export function acts(
  operation: OperationId,
  act: (held: Json, body: Json) => { operation: OperationId; body: Json } | undefined,
): Around {
  return only(operation, (next, call) => {
    const reply = next(call);
    const held = reply.status >= 400 ? stored(next, call.customizationId) : undefined;
    const own = held && act(held, object(call.body) ?? {});
    if (own) next({ ...own, customizationId: call.customizationId });
    return reply;
  });
}

/** A choice of the right kind under a name nobody has. */
export function leftover(held: Json): Json {
  const name = `Left over ${String(held.revision)}`;
  return held.customizationRenderType === 'SWATCH_CHOICES'
    ? { choiceType: 'ONE_COLOR', name, colorCode: '#000000' }
    : { choiceType: 'CHOICE_TEXT', name };
}

/** The ids of a customization's choices. */
export const idsOf = (held: Json): unknown[] => choicesOf(held).map(({ id }) => id);

/** A refusal comes with another status. */
export const restatus = (operation: OperationId, from: number, to: number): Around =>
  refusals(operation, (_body, reply) => {
    if (reply.status === from) reply.status = to;
  });

/** A refusal comes with another code. */
export const recode = (operation: OperationId, code: string): Around =>
  refusals(operation, body => {
    const details = object(body.details) ?? {};
    const error = object(details.applicationError);
    if (error?.code === code) error.code = 'OTHER_CODE';
    for (const violation of objects(object(details.validationError)?.fieldViolations))
      if (violation.ruleName === code) violation.ruleName = 'OTHER_CODE';
  });

/** Refusals under another code, one fault for each code of an operation. */
export function otherCodes(
  prefix: string,
  operation: OperationId,
  codes: Record<string, string | readonly [string, ...string[]]>,
): Fault[] {
  return Object.entries(codes).map(([code, requirement]) =>
    fault(
      `${prefix}-other-code-${code.toLowerCase().replaceAll('_', '-')}`,
      requirement,
      `Instead of ${code} the refusal says OTHER_CODE.`,
      recode(operation, code),
    ),
  );
}

/** The operation on an id nobody has is answered in three wrong ways. */
export function unknownIds(prefix: string, operation: OperationId, requirement: string): Fault[] {
  const answered = (status: number) =>
    only(operation, (next, call) => {
      const reply = next(call);
      const isUnknown = reply.status === 404 && !stored(next, call.customizationId);
      return isUnknown ? { ...reply, status } : reply;
    });
  const made = { id: NOBODY, revision: '1', name: 'Nobody' };
  return [
    fault(
      `${prefix}-unknown-500`,
      [requirement, 'CUST-ERROR-020'],
      'An id that nobody has is answered with 500.',
      answered(500),
    ),
    fault(`${prefix}-unknown-400`, requirement, 'An id that nobody has is answered with 400.', answered(400)),
    fault(
      `${prefix}-unknown-accepted`,
      requirement,
      'An id that nobody has is answered with 200.',
      only(operation, (next, call) => {
        const reply = next(call);
        const missing = isGuid(call.customizationId) && !stored(next, call.customizationId);
        return missing ? { status: 200, body: { customization: made } } : reply;
      }),
    ),
  ];
}

/** A write with an old revision is accepted, or refused with another status. */
export function staleRevisions(prefix: string, operation: OperationId, requirement: string): Fault[] {
  return [
    fault(
      `${prefix}-accepts-stale-revision`,
      requirement,
      'An old revision is accepted.',
      takesStale(operation),
    ),
    fault(
      `${prefix}-stale-revision-400`,
      requirement,
      'An old revision is answered with 400.',
      restatus(operation, 409, 400),
    ),
  ];
}

/** The call needs a revision, though it has none. */
export const demandsRevision = (operation: OperationId): Around =>
  refuses(operation, (_call, body) => body.revision === undefined);

export const isModifier = (held: Json): boolean => held.customizationType === 'MODIFIER';

/** The first occurrence of each. */
export const unique = (values: unknown[]): unknown[] => [...new Set(values)];

/** More than the maximum are cut instead of refused. */
export const cut = (operation: OperationId, member: 'choices' | 'choiceIds', max: number): Around =>
  lists(operation, member, sent => (sent.length > max ? unique(sent).slice(0, 50) : sent));
