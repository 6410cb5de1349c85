import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyOf, casesOf, invalidOf, mutationsOf, validOf } from '../../generators/contract.ts';
import { caseLabel } from '../../generators/schema/invalid.ts';
import { isSchema, SUPPORTED_KEYWORDS, unsupportedKeywords } from '../../generators/schema/schema.ts';
import { openapi, type SchemaName, validate } from '../../specs/contract.ts';

const REQUESTS = (Object.keys(openapi.components.schemas) as SchemaName[]).filter(name =>
  name.endsWith('Request'),
);

/** Keeps samples light where size is not the matter. */
const SMALL = { usualItems: 2, longestList: 3 };

/** Keywords that shape a schema and are broken through what they hold. */
const STRUCTURE = new Set(['$ref', 'items', 'properties', 'oneOf', 'discriminator']);

/** Every keyword used by schemas reachable from the requests. */
function keywordsInUse(): Set<string> {
  const found = new Set<string>();
  const seen = new Set<unknown>();
  const visit = (schema: unknown): void => {
    if (!isSchema(schema) || seen.has(schema)) return;
    seen.add(schema);
    for (const keyword of Object.keys(schema)) found.add(keyword);
    if (schema.$ref !== undefined) {
      visit(openapi.components.schemas[schema.$ref.slice('#/components/schemas/'.length)]);
    }
    for (const below of Object.values(schema.properties ?? {})) visit(below);
    for (const key of [
      'items',
      'additionalProperties',
      'unevaluatedProperties',
      'not',
      'if',
      'then',
      'else',
    ] as const) {
      visit(schema[key]);
    }
    for (const key of ['oneOf', 'anyOf', 'allOf'] as const) for (const part of schema[key] ?? []) visit(part);
  };
  for (const name of REQUESTS) visit(openapi.components.schemas[name]);
  return found;
}

describe('the contract speaks no keyword the generators do not know', () => {
  it.each(Object.entries(openapi.components.schemas))('%s', (_, schema) => {
    expect(unsupportedKeywords(schema as never)).toEqual([]);
  });

  it('and every keyword of the requests is broken by some case', () => {
    const broken = new Set(REQUESTS.flatMap(name => casesOf(name).map(({ keyword }) => keyword)));
    const constraints = [...keywordsInUse()].filter(
      keyword => SUPPORTED_KEYWORDS.has(keyword) && !STRUCTURE.has(keyword),
    );
    expect(constraints.length).toBeGreaterThan(12);
    expect(constraints.filter(keyword => !broken.has(keyword))).toEqual([]);
  });
});

describe('valid values', () => {
  it.each(Object.keys(openapi.components.schemas) as SchemaName[])('of %s fit it', name => {
    const values = fc.sample(anyOf(name, SMALL), { numRuns: 60, seed: 11 });
    expect(values.flatMap(value => validate(name, value))).toEqual([]);
  });

  it.each(REQUESTS)('of %s fit to be sent are valid too', name => {
    const values = fc.sample(validOf(name), { numRuns: 150, seed: 12 });
    expect(values.flatMap(value => validate(name, value))).toEqual([]);
  });

  it('reach the largest list when asked to', () => {
    const lists = fc.sample(anyOf('NewTextChoicesSettings', { longestList: 1000 }), {
      numRuns: 150,
      seed: 13,
    });
    expect(new Set(lists.map(({ choices }) => choices.length))).toContain(1000);
    expect(new Set(lists.map(({ choices }) => choices.length))).toContain(1);
  });
});

describe('invalid values', () => {
  it.each(REQUESTS)('of %s break what their label says, there and nowhere else', name => {
    const cases = new Set(casesOf(name).map(caseLabel));
    const seen = new Set<string>();
    const faulty: object[] = [];
    for (const invalid of fc.sample(invalidOf(name, SMALL), {
      numRuns: 8 * cases.size,
      seed: 14,
    })) {
      seen.add(caseLabel(invalid.of));
      const reported = validate(name, invalid.value).map(({ path, keyword }) => `${keyword} at ${path}`);
      const promised = [invalid.keyword, ...invalid.alsoBreaks].map(
        keyword => `${keyword} at ${invalid.path}`,
      );
      const kept =
        isDeepStrictEqual(new Set(reported), new Set(promised)) &&
        validate(name, invalid.control).length === 0;
      if (!kept) faulty.push({ invalid: invalid.describe, reported, promised });
    }
    expect(faulty).toEqual([]);
    expect([...cases].filter(label => !seen.has(label))).toEqual([]);
  });

  it('cover both sides of every bound', () => {
    const sides = casesOf('CreateCustomizationRequest').map(({ path, keyword }) => `${keyword} ${path}`);
    const name = 'customization.choicesSettings.choices[].name';
    expect(sides).toEqual(expect.arrayContaining([`minLength ${name}`, `maxLength ${name}`]));
    const price = 'customization.freeTextInput.defaultAddedPrice';
    const bounds = ['x-decimal-minimum', 'x-decimal-maximum', 'x-decimal-scale'].map(
      keyword => `${keyword} ${price}`,
    );
    expect(sides).toEqual(expect.arrayContaining(bounds));
  });

  it('cannot be kept apart only where one keyword implies another', () => {
    const entangled = new Set<string>();
    for (const { of, alsoBreaks } of fc.sample(invalidOf('CreateCustomizationRequest', SMALL), {
      numRuns: 1200,
      seed: 15,
    })) {
      if (alsoBreaks.length > 0 && of.keyword !== 'type')
        entangled.add(`${of.path.split('.').at(-1)} ${of.keyword} + ${alsoBreaks}`);
    }
    // A colour of any length but 4, 5, 7 or 9 is no colour.
    expect([...entangled].sort()).toEqual(['colorCode maxLength + pattern', 'colorCode minLength + pattern']);
  });

  it('carry the register entry where no source settles the outcome', () => {
    const silent = casesOf('CreateCustomizationRequest').filter(({ silence }) => silence !== undefined);
    expect(silent).toContainEqual(
      expect.objectContaining({ keyword: 'required', silence: 'CUST-CREATE-043' }),
    );
    expect(silent).toContainEqual(
      expect.objectContaining({ keyword: 'additionalProperties', silence: 'SIL-45' }),
    );
  });

  it('can all be made from one given value', () => {
    const [control] = fc.sample(validOf('CreateCustomizationRequest'), { numRuns: 1, seed: 3 });
    if (control === undefined) throw new Error('nothing drawn');
    const made = mutationsOf('CreateCustomizationRequest', control);
    expect(made.length).toBeGreaterThan(20);
    for (const { control: same, value, keyword, path } of made) {
      expect(same).toBe(control);
      expect(validate('CreateCustomizationRequest', value)).toContainEqual(
        expect.objectContaining({ keyword, path }),
      );
    }
  });

  it('can be narrowed to the cases one wants', () => {
    const only = invalidOf('NewCustomization', {
      only: ({ path, keyword }) => path === 'name' && keyword === 'maxLength',
    });
    for (const { value, describe: words } of fc.sample(only, { numRuns: 20, seed: 4 })) {
      expect([...(value as { name: string }).name]).toHaveLength(51);
      expect(words).toContain('(51 characters)');
    }
    expect(() => invalidOf('NewCustomization', { only: () => false })).toThrow('no case');
  });
});
