/** A model with a clock and ids that tests can foresee, and short ways to speak to it. */
import { expect } from 'vitest';
import { type SchemaName, type Schemas, validate } from '../../specs/contract.ts';
import { asObject } from '../../specs/json.ts';
import type { Entity } from '../../specs/model/entity.ts';
import { createModel, type ModelOptions } from '../../specs/model/model.ts';
import type { Call, OperationId, Reply } from '../../specs/operations.ts';

export const UNKNOWN = 'ffffffff-ffff-4fff-bfff-ffffffffffff';

export const textChoices = (name = 'Size', choices = ['S', 'M', 'L']) => ({
  name,
  customizationType: 'PRODUCT_OPTION' as const,
  customizationRenderType: 'TEXT_CHOICES' as const,
  choicesSettings: {
    choices: choices.map(choice => ({ choiceType: 'CHOICE_TEXT' as const, name: choice })),
  },
});

export const swatches = (name = 'Color') => ({
  name,
  customizationType: 'MODIFIER' as const,
  customizationRenderType: 'SWATCH_CHOICES' as const,
  choicesSettings: {
    choices: [
      {
        choiceType: 'ONE_COLOR' as const,
        name: 'Red',
        colorCode: '#FF0000',
        displayImage: { altText: 'red' },
      },
      { choiceType: 'ONE_COLOR' as const, name: 'Blue', colorCode: '#00F' },
    ],
  },
});

export const freeText = (name = 'Message') => ({
  name,
  customizationType: 'MODIFIER' as const,
  customizationRenderType: 'FREE_TEXT' as const,
  freeTextInput: { title: 'Gift message', minCharCount: 1, maxCharCount: 200 },
});

type Refused = Schemas['ErrorEnvelope'];

/** What the path of a call names: a customization by its id, or a product by id or slug. */
type Address = string | Pick<Call, 'productId' | 'slug'>;

const pathOf = (to?: Address): Partial<Call> =>
  typeof to === 'string' ? { customizationId: to } : { ...to };

/** A model in use: every success and refusal is checked against the contract on its way. */
export function world(options: Partial<ModelOptions> = {}) {
  let ids = 0;
  let time = Date.UTC(2026, 0, 1);
  const model = createModel({
    now: () => {
      time += 1000;
      return new Date(time);
    },
    newId: () => {
      ids += 1;
      return `00000000-0000-4000-8000-${String(ids).padStart(12, '0')}`;
    },
    ...options,
  });

  const send = (call: Call): Reply => {
    const reply = model.handle(call);
    const name = `${call.operation.charAt(0).toUpperCase()}${call.operation.slice(1)}Response` as SchemaName;
    expect(validate(reply.status === 200 ? name : 'ErrorEnvelope', reply.body)).toEqual([]);
    return reply;
  };
  const accepted = <T = Record<string, unknown>>(
    operation: OperationId,
    body?: unknown,
    to?: Address,
    fields?: string[],
  ): T => {
    const reply = send({ operation, body, fields, ...pathOf(to) });
    expect(reply).toMatchObject({ status: 200 });
    return reply.body as T;
  };
  const one = (operation: OperationId, body?: unknown, id?: string, fields?: string[]): Entity =>
    accepted<{ customization: Entity }>(operation, body, id, fields).customization;
  /** Sends what must be refused and checks that it changed nothing. */
  const refusal = (operation: OperationId, body?: unknown, to?: Address, fields?: string[]) => {
    const before = model.snapshot();
    const reply = send({ operation, body, fields, ...pathOf(to) });
    expect(reply.status).not.toBe(200);
    expect(model.snapshot()).toEqual(before);
    const { details } = reply.body as Refused;
    const violations = (details.validationError?.fieldViolations ?? []).map(
      ({ field, violatedRule, ruleName }) => `${field} ${ruleName ?? violatedRule}`,
    );
    return {
      status: reply.status,
      violations,
      code: details.applicationError?.code,
      data: asObject(details.applicationError?.data),
    };
  };
  const refused = (
    status: number,
    operation: OperationId,
    body?: unknown,
    to?: Address,
    fields?: string[],
  ) => {
    const outcome = refusal(operation, body, to, fields);
    expect(outcome.status).toBe(status);
    return outcome;
  };
  return {
    model,
    send,
    accepted,
    one,
    refusal,
    refused,
    create: (customization: object) => one('createCustomization', { customization }),
    get: (id: string, fields?: string[]) => one('getCustomization', undefined, id, fields),
  };
}

export const choicesIn = (entity: Entity) => entity.choicesSettings?.choices ?? [];
export const namesIn = (entity: Entity) => choicesIn(entity).map(choice => choice.name);
export const idsIn = (entity: Entity) => choicesIn(entity).map(choice => choice.id);
