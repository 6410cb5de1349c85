/** Credentials get in, and never out. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { countAt, json, type Run, run, serve, stub, temporaryFolder } from './process.ts';

const TOKEN = 'IST.token-5f3c9a';
const KEY = 'key/with+odd="chars"&more';

/** Every place in which one of the secrets can be read. */
function leaks({ out, stdout, stderr }: Run): string[] {
  const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  const texts = new Map([
    ['stdout', stdout],
    ['stderr', stderr],
    ...files.map(({ parentPath, name }) => [name, readable(join(parentPath, name))] as const),
  ]);
  const spellings = [TOKEN, KEY].flatMap(text => [
    text,
    JSON.stringify(text).slice(1, -1),
    encodeURIComponent(text),
  ]);
  return [...texts]
    .filter(([, text]) => spellings.some(spelling => text.includes(spelling)))
    .map(([name]) => name);
}

/** The text of a file; the HTML report holds most of its own in base64. */
function readable(file: string): string {
  const text = readFileSync(file, 'utf8');
  const packed = [...text.matchAll(/"([A-Za-z0-9+/]{40,}={0,2})"/g)];
  return text + packed.map(([, data = '']) => Buffer.from(data, 'base64').toString()).join('\n');
}

describe.concurrent('credentials', { timeout: 120_000 }, () => {
  test('open the door, clean up, and are in no artefact', async () => {
    const target = await serve('--token', TOKEN, '--fault', 'create-accepts-51-letters');
    const only = ['--target', target.url, '--only', 'CUST-CREATE-013', '--header', `x-api-key:${KEY}`];
    const byOption = await run([...only, '--token', TOKEN], { html: true });
    expect(byOption.code).toBe(1);
    expect(leaks(byOption)).toEqual([]);
    expect(await countAt(target.url, { authorization: TOKEN })).toBe(0);
    await target.close();
  });

  test('are not in a case that was generated, whatever shows it', async () => {
    const target = await serve('--token', TOKEN, '--fault', 'choice-names-double-backslashes');
    const file = join(temporaryFolder(), 'found.txt');
    const only = ['--only', 'customizations.explored.round-trips', '--seed', '7', '--budget', 'requests=300'];
    const ended = await run(
      [
        ...['--target', target.url, '--token', TOKEN, '--header', `x-api-key:${KEY}`],
        ...only,
        ...['--counterexamples', file],
      ],
      { html: true },
    );
    expect(ended.code).toBe(1);
    expect(leaks(ended)).toEqual([]);
    const kept = readFileSync(file, 'utf8');
    for (const secret of [TOKEN, KEY]) expect(kept).not.toContain(secret);
    // The case is in every report all the same.
    const { points } = await ended.report();
    const { counterexample } = points.find(({ verdict }) => verdict === 'fail') ?? {};
    const { token = 'none', told: [first = 'none'] = [], curl = 'none' } = counterexample ?? {};
    const html = readable(join(ended.out, 'conformance-report.html'));
    for (const text of [ended.stdout, kept, html]) {
      expect(text).toContain(token);
      expect(text).toContain(first);
    }
    expect(curl).toContain('$CATALOG_V3_TOKEN');
    expect(curl).toContain('$CATALOG_V3_X_API_KEY');
    expect(html).toContain(curl);
    await target.close();
  });

  test('come from the environment too', async () => {
    const target = await serve('--token', TOKEN);
    const only = ['--target', target.url, '--only', 'CUST-CREATE-013', '--quiet'];
    const { code } = await run(only, { env: { CATALOG_V3_TOKEN: `Bearer ${TOKEN}` } });
    expect(code).toBe(0);
    await target.close();
  });

  test('stay hidden when the target shows them to everyone', async () => {
    const target = await stub(({ method, headers, url }, response) => {
      const heard = `${headers.authorization} ${headers['x-api-key']}`;
      response.setHeader('x-heard', heard);
      response.setHeader('set-cookie', `session=${headers.authorization}`);
      const customization = {
        id: url.length > 40 ? TOKEN : heard,
        revision: '1',
        name: heard,
        [heard]: heard,
      };
      if (method === 'PATCH') json(response, 400, { message: `no entry for ${heard}`, details: { heard } });
      else if (url.includes('query'))
        json(response, 200, {
          customizations: [customization],
          pagingMetadata: { cursors: { next: heard } },
        });
      else if (url.includes('count'))
        response.end(`<p>${JSON.stringify(heard)} ${encodeURIComponent(KEY)}</p>`);
      else json(response, 200, { customization, count: heard });
    });
    const ended = await run(
      [
        '--target',
        target.url,
        '--token',
        `Bearer ${TOKEN}`,
        '--header',
        `x-api-key:${KEY}`,
        '--timeout',
        '2000',
        '--only',
        'customizations.get.*',
        'customizations.count.*',
        'customizations.update.*',
        'CUST-MODEL-001',
      ],
      { html: true },
    );
    expect([1, 3]).toContain(ended.code);
    expect(target.received.some(({ headers }) => headers['x-api-key'] === KEY)).toBe(true);
    expect(leaks(ended)).toEqual([]);
    await target.close();
  });
});
