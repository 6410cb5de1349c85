/** A legitimate target never goes red: the healthy reference, whatever its pace, its size and the seed. */
import { describe, expect, test } from 'vitest';
import { type ReferenceOptions, startReference } from '../../reference/server.ts';
import { requirements } from '../../specs/registry.ts';
import { chapters } from '../../suites/index.ts';
import { runSuite, type SuiteOptions } from './run-suite.ts';

const QUIET = ['pass', 'observed', 'inapplicable'];

async function certify(reference: ReferenceOptions, suite: SuiteOptions) {
  const target = await startReference(reference);
  try {
    return await runSuite(target.url, chapters, suite);
  } finally {
    await target.close();
  }
}

/** Enough to wait for an index 400 ms behind. */
const PATIENT = { settleMs: 10_000, readMs: 2_000 };

describe('the healthy reference', () => {
  test.each([1, 2, 3, 4, 5])('is green with seed %i', async seed => {
    const { points } = await certify({}, { seed });
    expect(points.filter(({ verdict }) => !QUIET.includes(verdict))).toEqual([]);
  });

  test.each([
    ['an index 400 ms behind', { lagMs: 400 }],
    ['300 requests a second', { rate: { requests: 300, perMs: 1_000 } }],
    ['answers after 10 ms', { latencyMs: 10 }],
    ['5,000 customizations and 5,000 products of strangers', { seedData: 5_000, seedProducts: 5_000 }],
  ])('gives the same verdicts with %s', async (_, reference) => {
    const [plain, other] = [await certify({}, {}), await certify(reference, { budgets: PATIENT })];
    const verdicts = (run: typeof plain) => run.points.map(({ id, verdict }) => `${id} ${verdict}`);
    expect(verdicts(other)).toEqual(verdicts(plain));
  });

  test('is green with a credential to ask for, and the points about it are judged', async () => {
    const token = 'token-of-the-reference-test';
    const { points } = await certify({ token }, { token });
    expect(points.filter(({ verdict }) => !QUIET.includes(verdict))).toEqual([]);
    const asked = points.filter(({ requirements: [id] }) => /^(CUST-AUTH|PROD-ERROR-008)/.test(id ?? ''));
    expect(new Set(asked.map(({ verdict }) => verdict))).toEqual(new Set(['pass', 'observed']));
  });

  test('needs no more requests when strangers fill the site', async () => {
    const alone = await certify({}, {});
    const crowded = await certify({ seedData: 5_000, seedProducts: 5_000 }, {});
    expect(crowded.requests).toBeLessThanOrEqual(alone.requests * 1.02);
  });

  test('needs no more requests for its products when strangers fill the store', async () => {
    const ofProducts = { wanted: ({ profile }: { profile: string }) => profile === 'products' };
    const alone = await certify({}, ofProducts);
    const crowded = await certify({ seedProducts: 5_000 }, ofProducts);
    expect(crowded.requests).toBeLessThanOrEqual(alone.requests);
  });
});

test('the core profile judges at least 280 points over at least 250 requirements', () => {
  const points = chapters.flatMap(({ checks, standing = [] }) =>
    [...checks, ...standing].flatMap(check => (check.profile === 'core' ? check.points : [])),
  );
  expect(points.length).toBeGreaterThanOrEqual(280);
  expect(new Set(points.map(({ requirement }) => requirement)).size).toBeGreaterThanOrEqual(250);
});

test('every requirement is judged, observed, or has a reason why not', () => {
  const covered = new Set(
    chapters.flatMap(({ checks, standing = [] }) =>
      [...checks, ...standing].flatMap(({ points }) => points.map(({ requirement }) => requirement)),
    ),
  );
  const open = [...requirements.values()].filter(
    ({ id, needs, unchecked }) => !covered.has(id) && !needs && !unchecked,
  );
  expect(open.map(({ id }) => id)).toEqual([]);
});

test('ids are unique and stay what they are', () => {
  const ids = chapters.flatMap(({ checks, standing = [] }) =>
    [...checks, ...standing].flatMap(({ id, points }) =>
      points.map(({ name, requirement }) => `${id}/${name} ${requirement}`),
    ),
  );
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.toSorted()).toMatchSnapshot();
});
