import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { openapi } from '../../specs/contract.ts';
import { CUSTOMIZATION_CODES } from '../../specs/customization-codes.ts';
import { FILTER_TABLES } from '../../specs/filter-tables.ts';
import { OPERATIONS, type OperationId } from '../../specs/operations.ts';
import { PRODUCT_CODES, PRODUCT_READ_CODES } from '../../specs/product-codes.ts';
import { type CellKind, readSurface, surfaceOf } from '../../specs/surface.ts';

const ALL = Object.keys(OPERATIONS) as OperationId[];
const CODE = /^[A-Z][A-Z0-9_]{1,60}$/;

const textsOf = (operation: OperationId, kind: CellKind) =>
  surfaceOf(operation)
    .cells.filter(cell => cell.kind === kind)
    .map(({ text }) => text.slice(operation.length + 1));

describe('the surface of an operation', () => {
  it('holds each field of its request, of all variants, and each member of its enums', () => {
    expect(textsOf('updateCustomizationChoices', 'requestFields')).toEqual([
      '>revision',
      '>choices',
      '>choices[].choice',
      '>choices[].choice.id',
      '>choices[].choice.primaryChoiceIds',
      '>fields',
    ]);
    expect(textsOf('createCustomization', 'requestEnumMembers')).toEqual([
      '>customization.customizationType=PRODUCT_OPTION',
      '>customization.customizationType=MODIFIER',
      '>customization.customizationRenderType=TEXT_CHOICES',
      '>customization.customizationRenderType=SWATCH_CHOICES',
      '>customization.customizationRenderType=FREE_TEXT',
      '>customization.choicesSettings.choices[].choiceType=CHOICE_TEXT',
      '>customization.choicesSettings.choices[].choiceType=ONE_COLOR',
    ]);
  });

  it('holds query parameters, but none of the path', () => {
    expect(textsOf('getCustomization', 'requestFields')).toEqual(['>fields']);
    expect(textsOf('getCustomization', 'requestEnumMembers')).toEqual([
      '>fields[]=ASSIGNED_PRODUCTS_COUNT',
      '>fields[]=CHOICE_DISPLAY_IMAGE',
    ]);
  });

  it('holds the fields of its answer, through `null` variants too', () => {
    expect(textsOf('bulkDeleteProducts', 'responseFields')).toContain('<results[].itemMetadata.error.code');
  });

  it('holds a condition for each operator of each field of its own table, and the logic operators', () => {
    for (const operation of ALL) {
      const inTable = Object.values(FILTER_TABLES[operation] ?? {}).flat().length;
      const logic = inTable > 0 ? 3 : 0;
      expect([operation, textsOf(operation, 'filterConditions').length]).toEqual([
        operation,
        inTable + logic,
      ]);
    }
    expect(textsOf('countProducts', 'filterConditions')).toContain('>filter.options.id.$hasAll');
    expect(textsOf('searchProducts', 'filterConditions')).toContain('>search.filter.name.$startsWith');
  });

  it('counts nothing inside of logic operators, though it lays it out when asked', () => {
    const { cells, request } = readSurface('countCustomizations', openapi);
    const before = cells.length;
    const logic = request.members.get('filter')?.members;
    expect(logic?.get('$and')?.items?.members.get('name')?.members.get('$eq')?.cell?.text).toBe(
      'countCustomizations >filter.$and[].name.$eq',
    );
    expect(logic?.get('$not')?.members.get('name')?.plain?.text).toBe(
      'countCustomizations >filter.$not.name.$eq',
    );
    expect(cells).toHaveLength(before);
  });

  it('has each cell once, and says of each where it is', () => {
    const cells = ALL.flatMap(operation => surfaceOf(operation).cells);
    expect(new Set(cells.map(({ text }) => text)).size).toBe(cells.length);
    for (const { text, kind, above, name } of cells) {
      const what = kind.endsWith('Members') ? `${above}=${name}` : `${above}${above && '.'}${name}`;
      expect(text.replace(/^\w+ [<>]/, '')).toBe(what);
    }
  });

  it('follows the document', () => {
    const document = structuredClone(openapi);
    const { Sorting } = document.components.schemas;
    if (Sorting?.properties) Sorting.properties.nulls = { type: 'string', const: 'FIRST' };
    const added = readSurface('queryCustomizations', document).cells.filter(({ name, above }) =>
      /nulls/.test(name + above),
    );
    expect(added.map(({ text }) => text)).toEqual([
      'queryCustomizations >query.sort[].nulls',
      'queryCustomizations >query.sort[].nulls=FIRST',
    ]);
  });

  it('would miss what a document says by `allOf` or `anyOf`, of which this one has none', () => {
    expect(JSON.stringify(openapi)).not.toMatch(/"(allOf|anyOf|if|patternProperties|prefixItems)":/);
  });
});

describe('the published codes', () => {
  const typings = (name: string): string => {
    const main = createRequire(import.meta.url).resolve(name);
    return readFileSync(main.replace(/index\.js$/, 'index.typings.d.ts'), 'utf8');
  };
  /** The codes and rule names of the unions that the typings have for a method. */
  const unionsIn = (text: string, method: string): string[] => {
    const unions = [
      ...text.matchAll(new RegExp(`type ${method}(?:Application|Validation)Errors = ([^]*?)};`, 'g')),
    ];
    return unions.flatMap(([, body = '']) =>
      [...body.matchAll(/(?:code|ruleName)\?: '(\w+)'/g)].map(([, code = '']) => code),
    );
  };
  const sdk = typings('@wix/auto_sdk_stores_customizations-v-3');
  const operations = ALL.filter(operation => operation.includes('ustomization'));

  it.each(operations)('of %s are those of the SDK', operation => {
    const method = operation.charAt(0).toUpperCase() + operation.slice(1);
    const known: Partial<Record<OperationId, ReadonlySet<string>>> = CUSTOMIZATION_CODES;
    expect([...(known[operation] ?? [])].toSorted()).toEqual([...new Set(unionsIn(sdk, method))].toSorted());
  });

  it('are of the surface, and look like codes', () => {
    for (const table of [CUSTOMIZATION_CODES, PRODUCT_CODES, PRODUCT_READ_CODES]) {
      for (const [operation, codes] of Object.entries(table)) {
        expect(surfaceOf(operation as OperationId).codes).toEqual(codes);
        for (const code of codes) expect(code).toMatch(CODE);
      }
    }
  });
});
