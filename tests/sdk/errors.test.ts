import { describe, expect, it } from 'vitest';
import { API_KEY, connect, failure, idOf, NOBODY, textModifier, textOf, textOption } from './client.ts';

const TOO_LONG = 'x'.repeat(51);

describe('validation errors', () => {
  it('name each field by the argument of the SDK, and the rule', async () => {
    const { api } = await connect();
    const error = await failure(api.createCustomization(textOption(TOO_LONG)));
    expect(error.status).toBe(400);
    expect(error.details).not.toHaveProperty('applicationError');
    expect(error.details?.validationError?.fieldViolations).toEqual([
      {
        field: 'customization.name',
        description: expect.stringMatching(/./),
        violatedRule: 'MAX_LENGTH',
      },
    ]);
    expect(error.message).toContain('INVALID_ARGUMENT');
    expect(error.message).toContain('customization.name');
  });

  it('list several fields, and the rules with names of their own', async () => {
    const { api } = await connect();
    const several = await failure(api.createCustomization(textOption(TOO_LONG, TOO_LONG)));
    expect(several.details?.validationError?.fieldViolations.map(({ field }) => field)).toEqual([
      'customization.choicesSettings.choices[0].name',
      'customization.name',
    ]);
    const named = await failure(api.createCustomization(textOption('Size', 'Small', 'Small')));
    expect(named.details?.validationError?.fieldViolations).toMatchObject([
      { violatedRule: expect.stringMatching(/^(OTHER|CUSTOM)$/), ruleName: 'DUPLICATE_CHOICE_NAME' },
    ]);
  });

  it('come from queries, by GET and by POST, and from counts', async () => {
    const { api, sent } = await connect();
    const limit = await failure(api.queryCustomizations().limit(101).find());
    expect([limit.status, limit.details?.validationError?.fieldViolations[0]?.violatedRule]).toEqual([
      400,
      'MAX',
    ]);
    const cursorPaging = { cursor: 'x'.repeat(16_001) };
    const cursor = await failure(api.queryCustomizations({ cursorPaging }, {}));
    expect([cursor.status, cursor.details?.validationError?.fieldViolations[0]?.field]).toEqual([
      400,
      'query.cursorPaging.cursor',
    ]);
    expect((await failure(api.queryCustomizations().skipTo('made-up').find())).status).toBe(400);
    expect((await failure(api.countCustomizations({ filter: { key: 'x' } }))).status).toBe(400);
    expect(sent.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET', 'POST']);
  });
});

describe('application errors', () => {
  it('carry code, description and data', async () => {
    const { api } = await connect();
    const created = await api.createCustomization(textOption('Size'));
    const freeTextInput = { title: 'Your text' };
    const call = api.updateCustomization(idOf(created), { revision: '1', freeTextInput });
    const error = await failure(call);
    expect(error.status).toBe(400);
    expect(error.details?.applicationError).toMatchObject({
      code: 'DOESNT_SUPPORT_FREE_TEXT',
      description: expect.stringMatching(/./),
    });
    expect(error.message).toContain('DOESNT_SUPPORT_FREE_TEXT');
  });

  it('answer an unknown customization with 404, whatever the operation', async () => {
    const { api } = await connect();
    const calls = [
      api.getCustomization(NOBODY),
      api.updateCustomization(NOBODY, { revision: '1', name: 'Nobody' }),
      api.deleteCustomization(NOBODY),
      api.addCustomizationChoices(NOBODY, [{ choiceType: 'CHOICE_TEXT', name: 'one' }]),
      api.setCustomizationChoices(NOBODY, [{ choiceType: 'CHOICE_TEXT', name: 'one' }]),
      api.removeCustomizationChoices(NOBODY, [NOBODY]),
      api.updateCustomizationChoices(NOBODY, '1', { choices: [{ choice: { _id: NOBODY } }] }),
      api.reorderCustomizationChoices(NOBODY, '1', { choiceIds: [NOBODY] }),
    ];
    for (const error of await Promise.all(calls.map(failure))) {
      expect(error.status).toBe(404);
      expect(error.details?.applicationError?.code).toMatch(/NOT_FOUND/);
    }
  });

  it('answer a stale revision with 409 and change nothing', async () => {
    const { api } = await connect();
    const created = await api.createCustomization(textModifier('Engraving'));
    const revision = textOf(created.revision);
    const updated = await api.updateCustomization(idOf(created), { revision, name: 'Text' });
    const error = await failure(api.updateCustomization(idOf(created), { revision, name: 'Late' }));
    expect(error.status).toBe(409);
    expect(error.details?.applicationError?.code).toMatch(/./);
    expect(await api.getCustomization(idOf(created))).toEqual(updated);
  });
});

describe('errors of the transport', () => {
  it('answers 403 to another key', async () => {
    const { api } = await connect({ token: 'another-key' });
    const refused = await failure(api.countCustomizations());
    expect([refused.status, refused.details?.applicationError?.code]).toEqual([403, 'PERMISSION_DENIED']);
  });

  it('answers 401 to a client without credentials', async () => {
    const { api } = await connect({ token: API_KEY }, { anonymous: true });
    const calls = [api.countCustomizations(), api.queryCustomizations().find()];
    for (const error of await Promise.all(calls.map(failure))) {
      expect([error.status, error.details?.applicationError?.code]).toEqual([401, 'UNAUTHENTICATED']);
    }
  });

  it('answers 429 beyond the rate', async () => {
    const { api } = await connect({ rate: { requests: 1, perMs: 3_600_000 } });
    expect(await api.countCustomizations()).toEqual({ count: 0 });
    expect((await failure(api.countCustomizations())).status).toBe(429);
  });
});

describe('the request id', () => {
  it('surfaces on every kind of error, each its own', async () => {
    const { api } = await connect();
    const errors = [
      await failure(api.createCustomization(textOption(TOO_LONG))),
      await failure(api.getCustomization(NOBODY)),
      await failure(api.getCustomization('not-a-guid')),
    ];
    const ids = errors.map(error => error.requestId);
    expect(new Set(ids).size).toBe(3);
    for (const { requestId, details } of errors) {
      expect(requestId).toMatch(/./);
      expect(details?.requestId).toBe(requestId);
    }
  });
});
