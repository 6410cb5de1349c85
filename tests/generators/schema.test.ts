import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds } from '../../generators/schema/evaluate.ts';
import { caseLabel, invalidArbitrary, invalidCases } from '../../generators/schema/invalid.ts';
import { resolverOf, type Schema, unsupportedKeywords } from '../../generators/schema/schema.ts';
import { validArbitrary } from '../../generators/schema/valid.ts';

const ajv = new Ajv2020({ allErrors: true, strict: false });
formats.default(ajv);

/** One schema for each way keywords come together; none of them in the contract today. */
const SCHEMAS: Record<string, Schema> = {
  'several types': { type: ['string', 'integer', 'null'], minLength: 2, maxLength: 4, minimum: 3 },
  fractions: { type: 'number', minimum: -1.5, maximum: 2.25 },
  'a list without repetition': {
    type: 'array',
    items: { type: 'integer', minimum: 0, maximum: 50 },
    uniqueItems: true,
    minItems: 2,
    maxItems: 5,
  },
  'a choice without a tag': {
    oneOf: [
      {
        type: 'object',
        required: ['a'],
        properties: { a: { type: 'integer' } },
        additionalProperties: false,
      },
      {
        type: 'object',
        required: ['b'],
        properties: { b: { type: 'string', maxLength: 3 } },
        additionalProperties: false,
      },
    ],
  },
  'any of': {
    anyOf: [
      { type: 'string', maxLength: 2 },
      { type: 'integer', minimum: 10 },
    ],
  },
  'all of': {
    allOf: [
      { type: 'object', required: ['a'], properties: { a: { type: 'string', minLength: 2 } } },
      { type: 'object', properties: { a: { maxLength: 3 }, b: { type: 'boolean' } } },
    ],
    unevaluatedProperties: false,
  },
  'a condition': {
    type: 'object',
    required: ['kind'],
    properties: { kind: { enum: ['text', 'none'] }, title: { type: 'string', minLength: 1, maxLength: 4 } },
    additionalProperties: false,
    if: { properties: { kind: { const: 'text' } } },
    // biome-ignore lint/suspicious/noThenProperty: the keyword is called so
    then: { required: ['title'] },
    else: { properties: { title: false } },
  },
  'a negation': { type: 'integer', minimum: 0, maximum: 3, not: { const: 2 } },
  'formats and patterns': {
    type: 'object',
    required: ['at', 'id', 'digits', 'inked'],
    properties: {
      at: { type: 'string', format: 'date-time' },
      id: { type: 'string', format: 'uuid' },
      digits: { type: 'string', pattern: '^[0-9]{2,5}$' },
      inked: { type: 'string', pattern: '\\S', minLength: 1, maxLength: 5 },
    },
  },
  'an open object': { type: 'object', additionalProperties: { type: 'integer' } },
  'itself inside': {
    $defs: {
      tree: {
        type: 'object',
        required: ['v'],
        properties: {
          v: { type: 'integer', minimum: 0 },
          kids: { type: 'array', items: { $ref: '#/$defs/tree' }, maxItems: 2 },
        },
      },
    },
    $ref: '#/$defs/tree',
  } as Schema,
};

describe.each(Object.entries(SCHEMAS))('%s', (_, schema) => {
  const resolve = resolverOf(schema);
  const check = ajv.compile(schema);

  it('valid values satisfy ajv and the own evaluator', () => {
    for (const value of fc.sample(validArbitrary(schema, { resolve, flavour: 'wild' }), {
      numRuns: 200,
      seed: 51,
    })) {
      expect(check(value), JSON.stringify(value)).toBe(true);
      expect(holds(schema, value, resolve), JSON.stringify(value)).toBe(true);
    }
  });

  it('invalid values are refused by both, controls are not', () => {
    const cases = new Set(invalidCases(schema, { resolve }).map(caseLabel));
    if (cases.size === 0) throw new Error('nothing to break');
    const seen = new Set<string>();
    for (const invalid of fc.sample(invalidArbitrary(schema, { resolve }), { numRuns: 200, seed: 52 })) {
      seen.add(caseLabel(invalid.of));
      expect(check(invalid.control)).toBe(true);
      expect(check(invalid.value), `${invalid.keyword}: ${invalid.describe}`).toBe(false);
      expect(holds(schema, invalid.value, resolve)).toBe(false);
    }
    expect([...cases].filter(label => !seen.has(label))).toEqual([]);
  });
});

describe('schemas the generators refuse', () => {
  it('say so', () => {
    const resolve = resolverOf({});
    expect(() => validArbitrary(false, { resolve })).toThrow('no value satisfies');
    expect(() => validArbitrary({ $ref: '#/nowhere' }, { resolve })).toThrow('no schema at');
    expect(() => validArbitrary({ $ref: 'https://example.com/x' }, { resolve })).toThrow('local references');
    expect(unsupportedKeywords({ type: 'string', patternProperties: {} } as Schema)).toEqual([
      'patternProperties',
    ]);
  });
});
