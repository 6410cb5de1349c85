/**
 * Targets that know nothing of the contract earn nothing: whatever they answer to everything, no point passes, the
 * suite is never at fault, and the run ends by itself.
 */
import { describe, expect, test } from 'vitest';
import { chapters } from '../../suites/index.ts';
import { json, run, stub } from '../cli/process.ts';
import { runSuite } from './run-suite.ts';

type Answer = Parameters<typeof stub>[0];

const WIX_400 = {
  message: 'customization is invalid',
  details: {
    validationError: {
      fieldViolations: [{ field: 'customization', description: 'invalid', violatedRule: 'OTHER' }],
    },
  },
};
const WIX_404 = {
  message: 'Customization not found',
  details: { applicationError: { code: 'CUSTOMIZATION_NOT_FOUND', description: 'not found', data: {} } },
};

const ANIMALS: Record<string, Answer> = {
  'an empty object': (_, response) => json(response, 200, {}),
  null: (_, response) => json(response, 200, null),
  'an empty list': (_, response) => json(response, 200, []),
  'an empty page': (_, response) =>
    json(response, 200, { customizations: [], pagingMetadata: { count: 0 }, count: 0 }),
  'a well-formed 400': (_, response) => json(response, 400, WIX_400),
  'a well-formed 404': (_, response) => json(response, 404, WIX_404),
  'a bare 404': (_, response) => response.writeHead(404).end(),
  'a 500': (_, response) => json(response, 500, { message: 'Internal error', details: {} }),
  'the request': ({ body }, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(body),
  HTML: (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>It works!</h1>'),
  'plain text': (_, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('OK'),
  'half a document': (_, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"customization":{"id":"'),
  'a redirect': (_, response) => response.writeHead(302, { location: '/login' }).end(),
  nothing: () => {},
  'a reset': (_, response) => response.socket?.resetAndDestroy(),
};

describe('a target that knows nothing earns no pass', { timeout: 180_000 }, () => {
  test.each(Object.entries(ANIMALS))('when it always answers %s', async (name, answer) => {
    const target = await stub(answer);
    const budgets = {
      settleMs: 100,
      readMs: 20,
      concurrency: 100,
      ...(name === 'nothing' && { timeoutMs: 50 }),
    };
    const { points } = await runSuite(target.url, chapters, { budgets });
    await target.close();
    const undeserved = points.filter(({ verdict }) => verdict === 'pass' || verdict === 'harness-error');
    expect(undeserved.map(({ id, verdict, reason }) => ({ id, verdict, reason }))).toEqual([]);
    // Else the test would prove nothing: a request that timed out is never judged.
    const late = points.filter(({ undecided }) => undecided === 'timed-out');
    if (name !== 'nothing') expect(late).toEqual([]);
  });
});

describe.concurrent('nor a good exit code', { timeout: 180_000 }, () => {
  test.each(['an empty object', 'a well-formed 400', 'a bare 404'])(
    'when it always answers %s',
    async name => {
      const target = await stub(ANIMALS[name] as Answer);
      const ended = await run(['--target', target.url]);
      await target.close();
      // Valid requests are refused, or their answers lack what they must hold.
      expect(ended.code).toBe(1);
      expect((await ended.report()).points.filter(({ verdict }) => verdict === 'pass')).toEqual([]);
    },
  );
});
