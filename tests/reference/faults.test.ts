import { describe, expect, it } from 'vitest';
import { faults, findFault } from '../../reference/faults/index.ts';
import { productFaults } from '../../reference/faults/products/index.ts';
import { requirement, requirements } from '../../specs/registry.ts';
import { differs, probe } from './probe.ts';

const AREAS = [
  ...[
    'MODEL',
    'CREATE',
    'GET',
    'UPDATE',
    'DELETE',
    'QUERY-FILTER',
    'QUERY-SORT',
    'QUERY-PAGE',
    'QUERY-FIELDS',
  ],
  ...['COUNT', 'ERROR'],
  ...['BULK', 'AUTH', 'TRANSPORT'],
  ...['CHOICES-ADD', 'CHOICES-SET', 'CHOICES-REMOVE', 'CHOICES-UPDATE', 'CHOICES-REORDER'],
]
  .map(area => `CUST-${area}`)
  .concat(
    ['CREATE', 'OPTION', 'MODIFIER', 'VARIANT', 'UPDATE', 'READ', 'BULK', 'DELETE', 'ERROR'].map(
      area => `PROD-${area}`,
    ),
    'ROV',
  );

describe('the list of faults', () => {
  it('has unique ids of lower-case words', () => {
    const ids = faults.map(fault => fault.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/);
  });

  it('describes every fault in a sentence', () => {
    for (const { describe } of faults) expect(describe).toMatch(/^[A-Z0-9`].{10,}\.$/);
  });

  it('binds every fault to requirements that are judged', () => {
    for (const { id, requirements: broken } of faults)
      for (const name of broken) expect(requirement(name).level, `${id}: ${name}`).toMatch(/^(must|should)$/);
  });

  it('covers the areas that are judged', () => {
    const covered = new Set(faults.map(fault => fault.requirements[0]));
    const open = [...requirements.values()].filter(
      ({ id, area, level, needs }) =>
        AREAS.includes(area) && level !== 'observe' && !needs && !covered.has(id),
    );
    expect(open.map(({ id }) => id)).toEqual([]);
  });
});

describe('findFault', () => {
  it('finds by id', () => {
    expect(findFault('update-accepts-stale-revision').requirements[0]).toBe('CUST-UPDATE-004');
  });

  it('suggests near matches for an unknown id', () => {
    expect(() => findFault('update-accept-stale-revisions')).toThrow('"update-accepts-stale-revision"');
  });
});

describe('every fault', () => {
  const ofProducts = new Set(productFaults);

  it.each(['customizations', 'products'] as const)(
    'of %s is told apart from a healthy service',
    about => {
      const healthy = probe({}, about);
      const concerned = faults.filter(fault => ofProducts.has(fault) === (about === 'products'));
      const inert = concerned.filter(({ id }) => !differs({ faults: [id] }, healthy, about));
      expect(inert.map(({ id }) => id)).toEqual([]);
    },
    240_000,
  );

  it.each(['customizations', 'products'] as const)(
    'of %s starts from a service that answers the same twice',
    about => {
      expect(probe({}, about)).toEqual(probe({}, about));
    },
  );
});
