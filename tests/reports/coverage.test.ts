import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { buildCoverage, sharesOf } from '../../reports/coverage.ts';
import { coveragePage } from '../../reports/coverage-page.ts';
import { buildReport } from '../../reports/report.ts';
import { OPERATIONS, type OperationId } from '../../specs/operations.ts';
import { surfaceOf } from '../../specs/surface.ts';
import { check, point, run } from './samples.ts';

const schema = JSON.parse(
  readFileSync(new URL('../../reports/conformance-report.schema.json', import.meta.url), 'utf8'),
) as object;
const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);

const ALL = Object.keys(OPERATIONS) as OperationId[];
const coverageOf = (...covered: string[][]) => buildCoverage(covered.map(cells => ({ covered: cells })));
const UPDATE_CHOICES = [
  'updateCustomizationChoices 200*2',
  'updateCustomizationChoices >choices',
  'updateCustomizationChoices >choices[].choice',
  'updateCustomizationChoices >choices[].choice.id',
  'updateCustomizationChoices >revision',
  'updateCustomizationChoices >fields[]=ASSIGNED_PRODUCTS_COUNT',
];
const REFUSALS = [
  'updateCustomizationChoices 400*1',
  'updateCustomizationChoices 200*40',
  'updateCustomizationChoices !CHOICE_NOT_FOUND',
  'updateCustomizationChoices !ZZ_OWN_CODE',
  'updateCustomizationChoices !AN_OWN_CODE',
];

describe('the coverage', () => {
  const { operations, uncalled } = coverageOf(UPDATE_CHOICES, REFUSALS, []);
  const found = operations.updateCustomizationChoices;

  test('adds up the answers of all results', () => {
    expect(found?.statuses).toEqual({ 200: 42, 400: 1 });
  });

  test('says what is missing, each path above it once', () => {
    expect(found?.requestFields).toEqual({
      covered: 4,
      of: 6,
      missing: { 'choices[].choice': ['primaryChoiceIds'], '': ['fields'] },
    });
    expect(found?.requestEnumMembers).toEqual({
      covered: 1,
      of: 2,
      missing: { 'fields[]': ['CHOICE_DISPLAY_IMAGE'] },
    });
    const { covered = -1, of, missing = {} } = found?.responseFields ?? {};
    expect([covered, Object.values(missing).flat().length]).toEqual([0, of]);
  });

  test('tells published codes from others', () => {
    expect(found?.codes).toEqual({
      covered: ['CHOICE_NOT_FOUND'],
      missing: [...surfaceOf('updateCustomizationChoices').codes].filter(code => code !== 'CHOICE_NOT_FOUND'),
      unpublished: ['AN_OWN_CODE', 'ZZ_OWN_CODE'],
    });
  });

  test('names the operations that were not called', () => {
    expect(Object.keys(operations)).toEqual(['updateCustomizationChoices']);
    expect(uncalled).toEqual(ALL.filter(operation => operation !== 'updateCustomizationChoices'));
  });

  test('counts no condition inside of logic operators', () => {
    const { operations: counted } = coverageOf([
      'countCustomizations >filter.$and',
      'countCustomizations >filter.$and[].name.$eq',
      'countCustomizations >filter.name.$eq',
    ]);
    expect(counted.countCustomizations?.filterConditions.covered).toBe(2);
  });

  test('sums up several operations', () => {
    const shares = sharesOf(
      Object.values(coverageOf(UPDATE_CHOICES, REFUSALS, ['countCustomizations 200*1']).operations),
    );
    expect(shares['request fields']).toEqual({ covered: 4, of: 7 });
    expect(shares['enum members']).toMatchObject({ covered: 1 });
    expect(shares.codes).toEqual({ covered: 1, of: 5 });
  });

  test('of everything misses nothing', () => {
    const whole = coverageOf(
      ALL.flatMap(operation => {
        const { cells, codes } = surfaceOf(operation);
        return [...cells.map(({ text }) => text), ...[...codes].map(code => `${operation} !${code}`)];
      }),
    );
    expect(whole.uncalled.filter(operation => !/^delete/.test(operation))).toEqual([]);
    for (const { covered, of } of Object.values(sharesOf(Object.values(whole.operations))))
      expect(covered).toBe(of);
  });
});

describe('a report with coverage', () => {
  const reportOf = (...covered: string[]) =>
    JSON.parse(JSON.stringify(buildReport(run([check([point()], { covered })])))) as {
      coverage: { operations: Record<string, Record<string, unknown>> };
    };

  test('fits its schema', () => {
    const everything = ALL.map(operation => `${operation} 200*1`);
    for (const covered of [[], [...UPDATE_CHOICES, ...REFUSALS], everything]) {
      validate(reportOf(...covered));
      expect(validate.errors ?? []).toEqual([]);
    }
  });

  test.each<[string, (operation: Record<string, unknown>) => void]>([
    ['another member', operation => Object.assign(operation, { extra: 1 })],
    ['no codes', operation => delete operation.codes],
    [
      'a code that looks like none',
      operation => Object.assign(operation, { codes: { covered: ['x y'], missing: [], unpublished: [] } }),
    ],
    ['a status that is none', operation => Object.assign(operation, { statuses: { ok: 1 } })],
    [
      'a group of nothing',
      operation => Object.assign(operation, { requestFields: { covered: 0, of: 0, missing: { a: [] } } }),
    ],
  ])('does not fit it with %s', (_, spoil) => {
    const report = reportOf(...REFUSALS);
    spoil(report.coverage.operations.updateCustomizationChoices ?? {});
    expect(validate(report)).toBe(false);
  });

  test('is none without it', () => {
    const { coverage: _, ...rest } = reportOf();
    expect(validate(rest)).toBe(false);
  });
});

describe('the page', () => {
  const page = coveragePage(coverageOf(UPDATE_CHOICES, REFUSALS, ['deleteCustomization 200*3']));
  const rowOf = (operation: string) =>
    new RegExp(`<tr><td><code>${operation}</code></td>(.*?)</tr>`)
      .exec(page)?.[1]
      ?.replace(/<[^>]*>|&nbsp;/g, '|');

  test('has a row for each operation that was called', () => {
    expect(rowOf('updateCustomizationChoices')).toMatch(
      /200\|\|×42.*400\|\|×1.*4 of 6\|\|–\|\|0 of \d+\|\|1 of \d+\|\|1 of 5/,
    );
    expect(rowOf('deleteCustomization')).toMatch(/200\|\|×3.*–\|\|–\|\|–\|\|–\|\|0 of 1/);
    expect(page.match(/<tr><td><code>/g)).toHaveLength(2);
    expect(page).toMatch(/Not called in this run:.*<code>bulkDeleteProducts<\/code>/);
  });

  test('lists below what is missing', () => {
    const below = page.slice(page.indexOf('<h2>'));
    expect(below).toContain('<code>choices[].choice</code>: <code>primaryChoiceIds</code>');
    expect(below).toContain(
      '<dt>other codes answered</dt><dd><code>AN_OWN_CODE</code>, <code>ZZ_OWN_CODE</code></dd>',
    );
    expect(below).not.toContain('<code>CHOICE_NOT_FOUND</code>');
  });

  test('loads nothing, runs nothing, and takes text for text', () => {
    expect(page).not.toMatch(/<script|https?:|src=|url\(|@import/);
    const [operation] = Object.values(coverageOf(REFUSALS).operations);
    if (operation) operation.codes.unpublished = ['<img src=x onerror="a()">'];
    expect(coveragePage({ operations: { createProduct: operation }, uncalled: [] })).not.toContain('<img');
  });
});
