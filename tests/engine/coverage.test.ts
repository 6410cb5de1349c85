import { describe, expect, it } from 'vitest';
import { Api } from '../../engine/api.ts';
import { check } from '../../engine/check.ts';
import { Coverage } from '../../engine/coverage.ts';
import { createRedactor } from '../../engine/redact.ts';
import { runChapters } from '../../engine/run.ts';
import { Scope } from '../../engine/scope.ts';
import type { OperationId } from '../../specs/operations.ts';
import { exchangeOf, targetAt } from './support.ts';
import { freeText, miniTarget, sessionFor, someRequirement } from './targets.ts';

interface Made {
  status?: number;
  sent?: unknown;
  text?: string;
  path?: string;
  body?: unknown;
}

function made(operation: OperationId | undefined, { status = 200, sent, text, path = '/p', body }: Made) {
  const { request, ...rest } = exchangeOf(status, body);
  const written = text ?? (sent === undefined ? undefined : JSON.stringify(sent));
  return {
    ...rest,
    request: { ...request, path, operation, ...(written !== undefined && { text: written }) },
  };
}

/** What one exchange shows, its answer's status aside. */
function shown(operation: OperationId, exchange: Made): string[] {
  const coverage = new Coverage();
  coverage.saw(made(operation, exchange));
  return told(coverage)
    .filter(cell => !/ \d+\*\d+$/.test(cell))
    .map(cell => cell.slice(operation.length + 1));
}

const told = (coverage: Coverage): string[] => coverage.take().toSorted();
const filtered = (filter: unknown): string[] =>
  shown('queryCustomizations', { sent: { query: { filter } } })
    .filter(cell => cell.startsWith('>query.filter.'))
    .map(cell => cell.slice('>query.filter.'.length));
const refusedBy = (applicationError: unknown) => ({
  status: 400,
  body: { message: '', details: { applicationError } },
});
const item = (code?: string) => ({
  itemMetadata: { originalIndex: 0, success: false, ...(code && { error: { code, description: 'd' } }) },
});

describe('an exchange shows', () => {
  it('the fields of its request and of its answer, and members of enums on either side', () => {
    const sent = {
      customization: { name: 'a', customizationType: 'MODIFIER', freeTextInput: { title: 't' } },
    };
    const body = { customization: { id: 'i', customizationRenderType: 'FREE_TEXT' } };
    expect(shown('createCustomization', { sent, body })).toEqual([
      '<customization',
      '<customization.customizationRenderType',
      '<customization.customizationRenderType=FREE_TEXT',
      '<customization.id',
      '>customization',
      '>customization.customizationType',
      '>customization.customizationType=MODIFIER',
      '>customization.freeTextInput',
      '>customization.freeTextInput.title',
      '>customization.name',
    ]);
  });

  it('nothing that the contract does not know', () => {
    const sent = { customization: { nickname: 'a', customizationType: 'SECRET' }, extra: { name: 1 } };
    const body = { customization: { nickname: 'a', constructor: 1, name: { name: 'x' } }, extra: [{}] };
    expect(shown('createCustomization', { sent, body })).toEqual([
      '<customization',
      '<customization.name',
      '>customization',
      '>customization.customizationType',
    ]);
  });

  it('places in lists without their positions, whatever the variant of an entry', () => {
    const choices = [
      { choiceType: 'CHOICE_TEXT', name: 'a' },
      { choiceType: 'ONE_COLOR', colorCode: '#fff' },
    ];
    expect(
      shown('addCustomizationChoices', { sent: { choices, fields: ['ASSIGNED_PRODUCTS_COUNT'] } }),
    ).toEqual([
      '>choices',
      '>choices[].choiceType',
      '>choices[].choiceType=CHOICE_TEXT',
      '>choices[].choiceType=ONE_COLOR',
      '>choices[].colorCode',
      '>choices[].name',
      '>fields',
      '>fields[]=ASSIGNED_PRODUCTS_COUNT',
    ]);
  });

  it('its query parameters, where the operation has them', () => {
    const path = '/p?fields=CHOICE_DISPLAY_IMAGE&fields=NONSENSE&other=1';
    expect(shown('getCustomization', { path })).toEqual(['>fields', '>fields[]=CHOICE_DISPLAY_IMAGE']);
    expect(shown('queryCustomizations', { path })).toEqual([]);
  });

  it('conditions of filters with their operators; a plain value is an equality', () => {
    expect(filtered({ name: { $startsWith: 'a', $gt: 'b' }, id: 'x', customizationType: null })).toEqual([
      'customizationType.$eq',
      'id.$eq',
      'name.$gt',
      'name.$startsWith',
    ]);
    expect(
      filtered({ name: { $hasAll: ['a'] }, price: 1, customizationType: { $gt: 'a' }, id: ['x'] }),
    ).toEqual([]);
  });

  it('conditions inside of logic operators, one level deep', () => {
    const deep = { $and: [{ name: { $eq: 'a' } }, { $or: [{ id: 'x' }] }] };
    expect(filtered({ ...deep, $not: { id: { $in: ['x'] } } })).toEqual([
      '$and',
      '$and[].$or',
      '$and[].name.$eq',
      '$not',
      '$not.id.$in',
    ]);
  });

  it('conditions of the operation they are sent to', () => {
    const filter = { 'options.id': { $hasSome: ['x'], $eq: 'x' } };
    expect(shown('queryProducts', { sent: { query: { filter } } })).toContain(
      '>query.filter.options.id.$hasSome',
    );
    expect(shown('countCustomizations', { sent: { filter } })).toEqual(['>filter']);
  });

  it('no fields of the answer when it is no success', () => {
    expect(shown('getCustomization', { status: 404, body: { customization: { id: 'i' } } })).toEqual([]);
  });

  it('what a request held when nobody answered it, unless it cannot have arrived', () => {
    const lost = { ...made('countCustomizations', { sent: { filter: {} } }), response: undefined };
    const coverage = new Coverage();
    expect(coverage.saw({ ...lost, withoutEffect: true })).toBe(0);
    expect(coverage.saw(lost)).toBe(1);
    expect(told(coverage)).toEqual(['countCustomizations >filter']);
  });

  it('nothing when no operation is known, and no field when the body is no JSON', () => {
    expect(new Coverage().saw(made(undefined, { sent: { customization: {} } }))).toBe(0);
    expect(shown('createCustomization', { text: '{"customization": {', body: undefined })).toEqual([]);
  });
});

describe('codes', () => {
  it('of application errors and of broken rules are shown', () => {
    expect(shown('createCustomization', refusedBy({ code: 'INVALID_FREE_TEXT_SETTINGS' }))).toEqual([
      '!INVALID_FREE_TEXT_SETTINGS',
    ]);
    const fieldViolations = [{ ruleName: 'DUPLICATE_CHOICE_NAME' }, { violatedRule: 'MAX_LENGTH' }, null];
    const body = { details: { validationError: { fieldViolations } } };
    expect(shown('createCustomization', { status: 400, body })).toEqual(['!DUPLICATE_CHOICE_NAME']);
  });

  it('of all items of a bulk answer are shown, the last as well', () => {
    const results = [
      ...Array.from({ length: 90 }, () => item()),
      item('FIRST_CODE'),
      item(),
      item('LAST_CODE'),
    ];
    const cells = shown('bulkUpdateCustomizations', { body: { results } });
    expect(cells.filter(cell => cell.startsWith('!'))).toEqual(['!FIRST_CODE', '!LAST_CODE']);
  });

  it.each(['lower_case', 'A', 'TWO WORDS', '<B>BOLD</B>', 'A'.repeat(62), '9_LIVES', 'Ärger', 7, null, {}])(
    'are none when they do not look like one: %j',
    code => expect(shown('createCustomization', refusedBy({ code }))).toEqual([]),
  );

  it('are none when they hold a credential', () => {
    const { text } = createRedactor([], ['SECRET_KEY_1']);
    const coverage = new Coverage(code => text(code) === code);
    coverage.saw(made('createCustomization', refusedBy({ code: 'X_SECRET_KEY_1_Y' })));
    coverage.saw(made('createCustomization', refusedBy({ code: 'X_OTHER_KEY' })));
    expect(told(coverage)).toEqual(['createCustomization !X_OTHER_KEY', 'createCustomization 400*2']);
  });

  it('that nobody publishes are bounded, and leave room for those that somebody does', () => {
    const coverage = new Coverage();
    const answer = (code: string) => coverage.saw(made('createCustomization', refusedBy({ code })));
    for (let n = 0; n < 500; n += 1) answer(`MADE_UP_${n}`);
    expect(answer('MADE_UP_9999')).toBe(0);
    expect(answer('DUPLICATE_CHOICE_NAME')).toBe(1);
    expect(told(coverage).filter(cell => cell.includes('!'))).toHaveLength(101);
  });
});

describe('freshness', () => {
  it('counts what nothing has shown before, of each operation by itself', () => {
    const coverage = new Coverage();
    const sent = { customization: { name: 'a' } };
    expect(coverage.saw(made('createCustomization', { sent }))).toBe(3);
    expect(coverage.saw(made('createCustomization', { sent }))).toBe(0);
    expect(coverage.saw(made('createCustomization', { sent, status: 400 }))).toBe(1);
    expect(coverage.saw(made('updateCustomization', { sent }))).toBe(3);
  });

  it('is handed over once; answers are counted anew', () => {
    const coverage = new Coverage();
    const exchange = made('countCustomizations', { sent: { filter: {} } });
    for (let n = 0; n < 3; n += 1) coverage.saw(exchange);
    expect(told(coverage)).toEqual(['countCustomizations 200*3', 'countCustomizations >filter']);
    expect(told(coverage)).toEqual([]);
    coverage.saw(exchange);
    expect(told(coverage)).toEqual(['countCustomizations 200*1']);
  });

  it('in a long list is looked for until four entries in a row show nothing new', () => {
    const plain = { id: 'i' };
    const page = (...customizations: object[]) =>
      shown('queryCustomizations', { body: { customizations } }).filter(cell => /name|key/.test(cell));
    expect(page(plain, plain, plain, plain, { name: 'a' }, plain, plain, plain, { key: 'k' })).toEqual([
      '<customizations[].key',
      '<customizations[].name',
    ]);
    expect(page(plain, plain, plain, plain, plain, { name: 'a' })).toEqual([]);
  });

  it('survives bodies made to hurt', () => {
    const nested = { text: `{"query":{"filter":${'{"$and":['.repeat(50_000)}${']}'.repeat(50_000)}}}` };
    const many = Object.fromEntries(Array.from({ length: 100_000 }, (_, n) => [`m${n}`, n]));
    const proto = JSON.parse('{"__proto__": {"customization": {"id": 1}}}') as unknown;
    expect(shown('queryCustomizations', nested)).toContain('>query.filter.$and[].$and');
    expect(shown('getCustomization', { body: { customization: many } })).toEqual(['<customization']);
    expect(shown('getCustomization', { body: proto })).toEqual([]);
  });
});

describe('a run', () => {
  it('hands over each cell with one result, and counts every answer', async () => {
    const target = await miniTarget();
    const session = sessionFor(targetAt(target.url));
    const one = (id: string) =>
      check({
        id,
        title: id,
        profile: 'core',
        points: { a: someRequirement('observe') },
        async run({ api, given, judge }) {
          const { id: made } = await given.customization(freeText());
          judge.observed('a', await api.get(made));
        },
      });
    const results = await runChapters([{ title: 'C', checks: ['x', 'y', 'z'].map(one) }], session);
    const cells = results.flatMap(({ covered }) => covered);
    const counts = cells.filter(cell => cell.includes('*'));
    const others = cells.filter(cell => !cell.includes('*'));
    expect(new Set(others).size).toBe(others.length);
    expect(others).toContain('createCustomization >customization.freeTextInput.title');
    expect(others).toContain('getCustomization <customization.customizationType=MODIFIER');
    const answered = counts.reduce((sum, cell) => sum + Number(cell.split('*')[1]), 0);
    expect(answered).toBe(target.seen.length);
    expect(target.seen.length).toBe(9);
  });

  it('tells each scope what it brought', async () => {
    const target = await miniTarget();
    const session = sessionFor(targetAt(target.url));
    const [first, second] = [new Scope('a', 1), new Scope('b', 1)];
    await new Api(session, first).count({ filter: {} });
    expect(first.fresh).toBe(2);
    await new Api(session, second).count({ filter: {} });
    expect(second.fresh).toBe(0);
    await new Api(session, second).count({ filter: { name: 'x' } });
    expect(second.fresh).toBe(1);
  });

  it('tells no credential that a target sends back as a code', async () => {
    const target = await miniTarget();
    target.instead = ({ headers }) => refusedBy({ code: headers['x-key'] });
    const session = sessionFor(
      targetAt(target.url, { headers: { 'x-key': 'KEY_OF_A_SHOP' }, secretHeaders: ['x-key'] }),
    );
    await new Api(session, new Scope('a', 1)).count({ filter: {} });
    expect(told(session.coverage)).toEqual(['countCustomizations 400*1', 'countCustomizations >filter']);
  });
});
