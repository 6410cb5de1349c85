import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import {
  contractHash,
  createValidators,
  deref,
  type JsonSchema,
  openapi,
  type SchemaName,
  schemaOf,
  validate,
} from '../../specs/contract.ts';
import { OPERATIONS } from '../../specs/operations.ts';
import { requirements, silences } from '../../specs/registry.ts';

const names = Object.keys(openapi.components.schemas) as SchemaName[];
const keywordsAt = (name: SchemaName, value: unknown) =>
  validate(name, value).map(({ path, keyword }) => `${path} ${keyword}`);

function walk(schema: JsonSchema, visit: (schema: JsonSchema) => void): void {
  visit(schema);
  for (const below of [...Object.values(schema.properties ?? {}), ...(schema.oneOf ?? [])])
    walk(below, visit);
  if (schema.items) walk(schema.items, visit);
}

const text = {
  name: 'Size',
  customizationType: 'PRODUCT_OPTION',
  customizationRenderType: 'TEXT_CHOICES',
  choicesSettings: { choices: [{ choiceType: 'CHOICE_TEXT', name: 'S' }] },
};
const swatch = {
  name: 'Color',
  customizationType: 'MODIFIER',
  customizationRenderType: 'SWATCH_CHOICES',
  choicesSettings: { choices: [{ choiceType: 'ONE_COLOR', name: 'Red', colorCode: '#FF0000' }] },
};
const free = {
  name: 'Message',
  customizationType: 'MODIFIER',
  customizationRenderType: 'FREE_TEXT',
  freeTextInput: { title: 'Enter your message', minCharCount: 0, maxCharCount: 500 },
};
const choice = { ...text.choicesSettings.choices[0] };
const createWith = (change: object, base: object = text) => ({ customization: { ...base, ...change } });
const withChoice = (change: object) =>
  createWith({ choicesSettings: { choices: [{ ...choice, ...change }] } });

describe('the document', () => {
  it.each(names)('%s compiles', name => expect(() => validate(name, {})).not.toThrow());

  it('describes exactly the operations of the three APIs, at the same addresses', () => {
    const described = Object.entries(openapi.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => [
        operationId,
        { path, method: method.toUpperCase() },
      ]),
    );
    const known = Object.entries(OPERATIONS).map(([id, { path, method }]) => [id, { path, method }]);
    expect(Object.fromEntries(described)).toEqual(Object.fromEntries(known));
    expect(described).toHaveLength(14 + 11 + 2);
  });

  it('has a response schema for every operation and a request schema for every body', () => {
    for (const [id, { method }] of Object.entries(OPERATIONS)) {
      const name = id.charAt(0).toUpperCase() + id.slice(1);
      expect(names).toContain(`${name}Response`);
      expect(names.includes(`${name}Request` as SchemaName)).toBe(method === 'POST' || method === 'PATCH');
    }
  });

  it('holds only schemas that are JSON Schema 2020-12', () => {
    const ajv = new Ajv2020();
    for (const name of names)
      expect(ajv.validateSchema(schemaOf(name)), `${name}: ${ajv.errorsText()}`).toBe(true);
  });

  it('cites only known entries in x-silence, for keywords that are there', () => {
    for (const name of names)
      walk(schemaOf(name), schema => {
        for (const [keyword, entry] of Object.entries(schema['x-silence'] ?? {})) {
          expect(silences.has(entry) || requirements.has(entry), entry).toBe(true);
          const [key = '', property] = keyword.split('.');
          expect(schema).toHaveProperty(key);
          if (property) expect(schema.required).toContain(property);
        }
      });
  });

  it('closes every request object and no response object', () => {
    const closed = (root: JsonSchema, found: boolean[] = []): boolean[] => {
      const visit = (schema: JsonSchema): void => {
        if (schema.$ref) walk(deref(schema.$ref), visit);
        else if (schema.type === 'object') found.push(schema.additionalProperties === false);
      };
      walk(root, visit);
      return found;
    };
    for (const name of names.filter(one => one.endsWith('Response')))
      expect(closed(schemaOf(name))).not.toContain(true);
    expect(schemaOf('NewCustomization').oneOf).toHaveLength(3);
    for (const name of names.filter(one => one.endsWith('Request')))
      expect(schemaOf(name).additionalProperties).toBe(false);
  });

  it('has a stable fingerprint', () => expect(contractHash).toMatch(/^[0-9a-f]{64}$/));

  it('names what is missing', () => {
    expect(() => schemaOf('Nothing' as SchemaName)).toThrow('Nothing');
    expect(() => deref('http://elsewhere')).toThrow('elsewhere');
    expect(() => createValidators()('Nothing' as SchemaName)).toThrow('Nothing');
    expect(deref('#/components/schemas/Guid')).toBe(schemaOf('Guid'));
  });
});

describe('the official examples', () => {
  const cursor =
    'A3mXp6TqVw4R9Lk25c10e662746f5ce9e2145f16.DljyP8VnR3djdXN0b21pemF0aW9uUmVuZGVyVHlwZRINGgt0ZXh0Q2hvaWNlcxoSCgRuYW1lGgoaCE1hdGVyaWFsIiQ2YWUwYzdiOC04ZmE5LTRlMWYtYTJkMi0yODc1MzliNzMzMmQ';

  it.each([
    { query: { cursorPaging: { cursor } } },
    {
      query: {
        sort: [{ order: 'ASC', fieldName: 'name' }],
        filter: { customizationRenderType: 'TEXT_CHOICES' },
        cursorPaging: { limit: 2 },
      },
    },
    { query: { filter: { customizationRenderType: 'SWATCH_CHOICES' }, cursorPaging: { limit: 10 } } },
  ])('of Query %#', body => expect(validate('QueryCustomizationsRequest', body)).toEqual([]));

  it('of paging', () => {
    expect(validate('CursorPagingMetadata', { count: 2, cursors: { next: cursor }, hasNext: true })).toEqual(
      [],
    );
    expect(validate('CursorPagingMetadata', { count: 1, cursors: {}, hasNext: false })).toEqual([]);
  });

  it('of direct creation, in the article on options and variants', () => {
    const choices = ['Small', 'Medium', 'Large'].map(name => ({ choiceType: 'CHOICE_TEXT', name }));
    expect(validate('CreateCustomizationRequest', createWith({ choicesSettings: { choices } }))).toEqual([]);
  });
});

describe('requests', () => {
  it.each([text, swatch, free])('accepts an ordinary $customizationRenderType', customization =>
    expect(validate('CreateCustomizationRequest', { customization })).toEqual([]),
  );

  it.each([
    ['name missing', createWith({ name: undefined }), 'customization.name required'],
    ['name empty', createWith({ name: '' }), 'customization.name minLength'],
    ['name too long', createWith({ name: 'x'.repeat(51) }), 'customization.name maxLength'],
    ['name no string', createWith({ name: 7 }), 'customization.name type'],
    ['unknown type', createWith({ customizationType: 'X' }), 'customization.customizationType enum'],
    [
      'unknown tag',
      createWith({ customizationRenderType: 'X' }),
      'customization.customizationRenderType enum',
    ],
    [
      'no tag',
      createWith({ customizationRenderType: undefined }),
      'customization.customizationRenderType required',
    ],
    [
      'tag no string',
      createWith({ customizationRenderType: 1 }),
      'customization.customizationRenderType type',
    ],
    [
      'no choices',
      createWith({ choicesSettings: { choices: [] } }),
      'customization.choicesSettings.choices minItems',
    ],
    [
      'too many choices',
      createWith({ choicesSettings: { choices: Array(1001).fill(choice) } }),
      'customization.choicesSettings.choices maxItems',
    ],
    [
      'misfit choice',
      withChoice({ choiceType: 'ONE_COLOR' }),
      'customization.choicesSettings.choices[0].choiceType const',
    ],
    [
      'long choice name',
      withChoice({ name: 'x'.repeat(51) }),
      'customization.choicesSettings.choices[0].name maxLength',
    ],
    [
      'negative price',
      withChoice({ defaultAddedPrice: '-0.01' }),
      'customization.choicesSettings.choices[0].defaultAddedPrice x-decimal-minimum',
    ],
    [
      'price above',
      withChoice({ defaultAddedPrice: '999999999.991' }),
      'customization.choicesSettings.choices[0].defaultAddedPrice x-decimal-maximum',
    ],
    [
      'four decimals',
      withChoice({ defaultAddedPrice: '1.0000' }),
      'customization.choicesSettings.choices[0].defaultAddedPrice x-decimal-scale',
    ],
    [
      'no decimal',
      withChoice({ defaultAddedPrice: 'much' }),
      'customization.choicesSettings.choices[0].defaultAddedPrice format',
    ],
    [
      'no guid',
      withChoice({ primaryChoiceIds: ['x'] }),
      'customization.choicesSettings.choices[0].primaryChoiceIds[0] format',
    ],
    ['read-only member', createWith({ revision: '1' }), 'customization.revision additionalProperties'],
    [
      'title too long',
      createWith({ freeTextInput: { title: 'x'.repeat(101) } }, free),
      'customization.freeTextInput.title maxLength',
    ],
    [
      '501 characters',
      createWith({ freeTextInput: { title: 'x', maxCharCount: 501 } }, free),
      'customization.freeTextInput.maxCharCount maximum',
    ],
  ])('refuses: %s', (_, body, expected) =>
    expect(keywordsAt('CreateCustomizationRequest', body)).toEqual([expected]),
  );

  it.each([
    ['name of 50', createWith({ name: 'x'.repeat(50) })],
    ['price 0', withChoice({ defaultAddedPrice: '0' })],
    ['highest price', withChoice({ defaultAddedPrice: '999999999.99' })],
    ['three decimals', withChoice({ defaultAddedPrice: '1.005' })],
    ['1000 choices', createWith({ choicesSettings: { choices: Array(1000).fill(choice) } })],
    ['title of 100', createWith({ freeTextInput: { title: 'x'.repeat(100) } }, free)],
  ])('accepts: %s', (_, body) => expect(validate('CreateCustomizationRequest', body)).toEqual([]));

  it.each(['#abc', '#abcd', '#A1B2C3', '#a1b2c3d4'])('accepts colour %s', code =>
    expect(validate('ColorCode', code)).toEqual([]),
  );
  it.each(['red', '#GGGGGG', '#12', '#12345', 'FF0000'])('refuses colour %s', code =>
    expect(keywordsAt('ColorCode', code)).toContain(' pattern'),
  );

  it('takes a GUID only without prefix or braces', () => {
    expect(validate('Guid', '6ae0c7b8-8fa9-4e1f-a2d2-287539b7332d')).toEqual([]);
    for (const id of ['urn:uuid:6ae0c7b8-8fa9-4e1f-a2d2-287539b7332d', '6ae0c7b8', ''])
      expect(keywordsAt('Guid', id)).toEqual([' format']);
  });

  it.each<[SchemaName, object, string[]]>([
    ['QueryCustomizationsRequest', {}, []],
    [
      'QueryCustomizationsRequest',
      { query: { cursorPaging: { limit: 100 } }, fields: Array(100).fill('CHOICE_DISPLAY_IMAGE') },
      [],
    ],
    [
      'QueryCustomizationsRequest',
      { query: { cursorPaging: { limit: 101 } } },
      ['query.cursorPaging.limit maximum'],
    ],
    [
      'QueryCustomizationsRequest',
      { query: { cursorPaging: { limit: 1.5 } } },
      ['query.cursorPaging.limit type'],
    ],
    [
      'QueryCustomizationsRequest',
      { query: { cursorPaging: { cursor: 'x'.repeat(16001) } } },
      ['query.cursorPaging.cursor maxLength'],
    ],
    [
      'QueryCustomizationsRequest',
      { query: { sort: Array(6).fill({ fieldName: 'name' }) } },
      ['query.sort maxItems'],
    ],
    [
      'QueryCustomizationsRequest',
      { query: { sort: [{ fieldName: 'x'.repeat(513) }] } },
      ['query.sort[0].fieldName maxLength'],
    ],
    [
      'QueryCustomizationsRequest',
      { query: { sort: [{ fieldName: 'x', order: 'UP' }] } },
      ['query.sort[0].order enum'],
    ],
    ['QueryCustomizationsRequest', { query: { filter: 'all' } }, ['query.filter type']],
    ['QueryCustomizationsRequest', { fields: Array(101).fill('CHOICE_DISPLAY_IMAGE') }, ['fields maxItems']],
    ['UpdateCustomizationRequest', { customization: { name: 'x' } }, ['customization.revision required']],
    [
      'UpdateCustomizationRequest',
      { customization: { revision: 'one' } },
      ['customization.revision pattern'],
    ],
    ['RemoveCustomizationChoicesRequest', { choiceIds: [] }, ['choiceIds minItems']],
    ['AddCustomizationChoicesRequest', { choices: [{ name: 'x' }] }, ['choices[0].choiceType required']],
    [
      'BulkUpdateCustomizationsRequest',
      { customizations: [{ customization: { id: 'x', name: 'y' } }] },
      ['customizations[0].customization.revision required'],
    ],
    [
      'BulkAddCustomizationChoicesRequest',
      { customizationsChoices: [{ customizationId: 'x', choices: Array(101).fill(choice) }] },
      ['customizationsChoices[0].choices maxItems'],
    ],
  ])('%s %#', (name, body, expected) => expect(keywordsAt(name, body)).toEqual(expected));
});

describe('responses', () => {
  const id = '6ae0c7b8-8fa9-4e1f-a2d2-287539b7332d';
  const stored = {
    ...swatch,
    id,
    revision: '1',
    key: null,
    createdDate: '2024-06-26T09:35:15.526Z',
    updatedDate: '2024-06-26T09:35:15.526Z',
    choicesSettings: {
      sortOrder: 'MANUAL',
      choices: [{ id, choiceType: 'IMAGE', name: 'Red', colorCode: null, defaultAddedPrice: null, extra: 1 }],
    },
  };

  it('tolerates extra members, hidden choice types and null where the type is nullable', () => {
    expect(validate('GetCustomizationResponse', { customization: stored, extra: {} })).toEqual([]);
  });

  it.each([
    ['revision', 1, 'customization.revision type'],
    ['createdDate', 'yesterday', 'customization.createdDate format'],
    ['assignedProductsCount', -1, 'customization.assignedProductsCount minimum'],
    ['name', null, 'customization.name type'],
    ['choicesSettings', { choices: [] }, 'customization.choicesSettings.choices minItems'],
  ])('refuses a wrong %s', (member, value, expected) =>
    expect(keywordsAt('GetCustomizationResponse', { customization: { ...stored, [member]: value } })).toEqual(
      [expected],
    ),
  );

  it('takes an empty page with or without the array (SIL-02)', () => {
    const pagingMetadata = { count: 0, cursors: {}, hasNext: false };
    expect(validate('QueryCustomizationsResponse', { customizations: [], pagingMetadata })).toEqual([]);
    expect(validate('QueryCustomizationsResponse', { pagingMetadata })).toEqual([]);
  });

  it('knows both kinds of error and the bare one', () => {
    expect(validate('ErrorEnvelope', { message: '', details: {} })).toEqual([]);
    expect(keywordsAt('ErrorEnvelope', { message: 'x', details: { applicationError: { code: 1 } } })).toEqual(
      ['details.applicationError.description required', 'details.applicationError.code type'],
    );
  });
});
