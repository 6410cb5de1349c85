import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ExchangeRecord } from '../../engine/result.ts';
import { bodyText, curlOf } from '../../reports/curl.ts';

type Request = ExchangeRecord['request'];

/** A `curl` that writes down its arguments and input instead of sending anything. */
const FAKE = `#!${process.execPath}
const fs = require('node:fs');
const args = process.argv.slice(2);
const input = args.includes('@-') ? fs.readFileSync(0) : Buffer.alloc(0);
fs.writeFileSync(process.env.SEEN, JSON.stringify({ args, input: input.toString('base64') }));
`;
const dir = mkdtempSync(join(tmpdir(), 'curl-'));
const seenFile = join(dir, 'seen.json');
const token = `it's "a" $token`;

beforeAll(() => {
  writeFileSync(join(dir, 'curl'), FAKE);
  chmodSync(join(dir, 'curl'), 0o755);
});
afterAll(() => rmSync(dir, { recursive: true }));

/** What a fake curl was given when `sh` ran the command. */
function arrivedAt(request: Request): { args: string[]; body: string | undefined } {
  const env = { PATH: `${dir}:${process.env.PATH}`, SEEN: seenFile, CATALOG_V3_TOKEN: token };
  const ran = spawnSync('sh', [], { input: curlOf(request), env, encoding: 'utf8' });
  expect(ran.stderr).toBe('');
  const { args, input } = JSON.parse(readFileSync(seenFile, 'utf8')) as { args: string[]; input: string };
  const piped = Buffer.from(input, 'base64').toString();
  const raw = args.indexOf('--data-raw');
  if (raw >= 0) return { args, body: args[raw + 1] };
  if (args.includes('--data-binary')) return { args, body: piped };
  return { args, body: args.includes('--data') ? piped.replaceAll(/[\r\n\0]/g, '') : undefined };
}

const post = (
  body: unknown,
  headers: Record<string, string> = { 'content-type': 'application/json' },
): Request => ({
  method: 'POST',
  url: 'http://localhost:1/stores/v3/customizations',
  headers,
  body,
});

const awkward: Record<string, unknown> = {
  object: { customization: { name: `it's "quoted" \\ $HOME \`id\` !!` } },
  'line breaks': 'one\ntwo\n\n',
  'a carriage return': 'one\r\ntwo\r',
  'only a line break': '\n',
  'an at sign first': '@/etc/passwd',
  empty: '',
  unicode: { name: '👩‍👩‍👧 e\u0301 \u202Eabc 日本' },
  'control characters': 'a\u0000b\u0001\u001b[31m%s\\n%%',
  'long, one line': { name: `it's ${'x'.repeat(5000)} EOF $HOME` },
  'long, several lines': `{\n"a": "${'y'.repeat(5000)}"\nEOF\n}`,
  'long, ends in a line break': `EOF\nEOF_\n${'é'.repeat(3000)}'\n`,
  'long, only the delimiter': `${'EOF\n'.repeat(2000)}`,
  'a dash first': '-n\u0000',
  'longer than an argument may be': `\r${'%\\'.repeat(200_000)}`,
};

describe('a command run by sh', () => {
  test.each(Object.entries(awkward))('hands over a body with %s byte for byte', (_name, body) => {
    expect(arrivedAt(post(body)).body).toBe(bodyText(body));
  });

  test('hands over any text byte for byte', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 60 });
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'binary-ascii' })), fc.boolean(), (body, long) => {
        const whole = long ? body + 'z'.repeat(4096) + body : body;
        expect(arrivedAt(post(whole)).body).toBe(whole);
      }),
      { numRuns: 40 },
    );
  });

  test('takes the credential from the environment', () => {
    const request = post({}, { authorization: 'IST.secret', 'x-trace': "it's" });
    expect(curlOf(request)).not.toContain('IST.secret');
    expect(curlOf(request)).toContain('"authorization: $CATALOG_V3_TOKEN"');
    expect(arrivedAt(request).args).toContain(`authorization: ${token}`);
    expect(arrivedAt(request).args).toContain(`x-trace: it's`);
  });

  test('has a variable for every other secret', () => {
    const command = curlOf(post({}, { 'wix-app-secret': '[redacted]', cookie: 'session=1' }));
    expect(command).toContain('"wix-app-secret: $CATALOG_V3_WIX_APP_SECRET"');
    expect(command).toContain('"cookie: $CATALOG_V3_COOKIE"');
    expect(command).not.toContain('session=1');
  });

  test('asks for nothing that the request did not say', () => {
    const headers = { host: 'x', 'content-length': '3', 'accept-encoding': 'gzip', 'x-empty': '' };
    const { args } = arrivedAt({ method: 'HEAD', url: 'http://h/a/../b?x=[1]', headers });
    expect(args).toEqual([
      '-sS',
      '-i',
      '--head',
      '--globoff',
      '--path-as-is',
      'http://h/a/../b?x=[1]',
      '-H',
      'x-empty;',
    ]);
    expect(arrivedAt(post('{', {})).args).toContain('content-type:');
  });
});

const hasCurl = spawnSync('curl', ['--version']).status === 0;

describe.skipIf(!hasCurl)('the real curl', () => {
  test.each(Object.entries(awkward))('sends a body with %s byte for byte', async (_name, body) => {
    const seen: { body?: string; type?: string; auth?: string } = {};
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      seen.body = Buffer.concat(chunks).toString();
      seen.type = request.headers['content-type'];
      seen.auth = request.headers.authorization;
      response.end('{}');
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const headers = { 'content-type': 'application/json', authorization: 'secret' };
    const url = `http://127.0.0.1:${port}/x?q=it's`;
    const script = join(dir, 'real.sh');
    writeFileSync(script, curlOf({ method: 'PATCH', url, headers, body }));
    const env = { PATH: process.env.PATH, CATALOG_V3_TOKEN: 'from-env' };
    await promisify(execFile)('sh', [script], { env });
    server.close();
    expect(seen).toEqual({ body: bodyText(body), type: 'application/json', auth: 'from-env' });
  });
});
