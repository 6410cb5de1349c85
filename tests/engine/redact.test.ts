import { describe, expect, it } from 'vitest';
import { createRedactor, REDACTED } from '../../engine/redact.ts';
import type { ExchangeRecord } from '../../engine/result.ts';
import { redactorOf } from '../../engine/session.ts';
import { targetAt } from './support.ts';

const SECRET = 'IST.eyJhbGciOi.secret';
const record = (over: Partial<ExchangeRecord> = {}): ExchangeRecord => ({
  request: { method: 'GET', url: 'http://t/p', headers: {} },
  startedAt: '',
  durationMs: 0,
  ...over,
});

describe('a secret', () => {
  const redactor = createRedactor(['X-Api-Key'], [SECRET]);

  it('is hidden in its header, however it is spelled', () => {
    const hidden = redactor.record(
      record({
        request: { method: 'GET', url: 'http://t', headers: { 'x-api-KEY': 'short', 'x-other': 'shown' } },
        response: { status: 200, headers: { 'X-API-Key': 'any', server: `s ${SECRET}` } },
      }),
    );
    expect(hidden.request.headers).toEqual({ 'x-api-KEY': REDACTED, 'x-other': 'shown' });
    expect(hidden.response?.headers).toEqual({ 'X-API-Key': REDACTED, server: `s ${REDACTED}` });
  });

  it('is hidden in the URL, the bodies and the error', () => {
    const hidden = redactor.record(
      record({
        request: {
          method: 'POST',
          url: `http://t/p?token=${SECRET}`,
          headers: {},
          body: { a: [{ [SECRET]: SECRET }, 1, null, true] },
        },
        response: { status: 400, headers: {}, body: `you sent ${SECRET}, ${SECRET}` },
        error: `refused ${SECRET}`,
      }),
    );
    expect(JSON.stringify(hidden)).not.toContain(SECRET);
    expect(hidden.request.url).toBe(`http://t/p?token=${REDACTED}`);
    expect(hidden.request.body).toEqual({ a: [{ [REDACTED]: REDACTED }, 1, null, true] });
    expect(hidden.response?.body).toBe(`you sent ${REDACTED}, ${REDACTED}`);
    expect(hidden.error).toBe(`refused ${REDACTED}`);
  });

  it('is hidden as JSON and as part of a URL', () => {
    const { text } = createRedactor([], ['to"k en/+']);
    expect(text(JSON.stringify({ echo: 'to"k en/+' }))).toBe(`{"echo":"${REDACTED}"}`);
    expect(text(`?t=${encodeURIComponent('to"k en/+')}`)).toBe(`?t=${REDACTED}`);
  });

  it.each([1, 4, 10, SECRET.length - 1])('is hidden where a text was cut after %i of its characters', cut => {
    const shown = redactor.text(`the token ${SECRET.slice(0, cut)}… and … more`);
    expect(shown).toBe(`the token ${cut < 4 ? SECRET.slice(0, cut) : REDACTED}… and … more`);
  });

  it('too short to search for is only hidden in its header', () => {
    const short = createRedactor(['x-key'], ['abc']);
    const hidden = short.record(
      record({ request: { method: 'GET', url: 'http://abc', headers: { 'x-key': 'abc' } } }),
    );
    expect(hidden.request).toEqual({ method: 'GET', url: 'http://abc', headers: { 'x-key': REDACTED } });
  });
});

describe('without secrets', () => {
  it('nothing changes, but headers that always hold credentials are hidden', () => {
    const redactor = createRedactor([], []);
    const value = { a: ['b'] };
    expect(redactor.value(value)).toBe(value);
    const headers = {
      Authorization: 'x',
      'proxy-authorization': 'x',
      cookie: 'x',
      'set-cookie': 'x',
      etag: 'x',
    };
    const hidden = redactor.record(record({ response: { status: 200, headers } }));
    expect(hidden.response?.headers).toEqual({
      Authorization: REDACTED,
      'proxy-authorization': REDACTED,
      cookie: REDACTED,
      'set-cookie': REDACTED,
      etag: 'x',
    });
  });
});

describe('the redactor of a target', () => {
  it('hides what its secret headers hold, with and without the scheme', () => {
    const { text } = redactorOf(
      targetAt('http://t', {
        headers: { authorization: 'Bearer abcdefgh', 'X-Key': 'ijklmnop', 'x-shown': 'qrstuvwx' },
        secretHeaders: ['Authorization', 'x-key', 'x-absent'],
      }),
    );
    expect(text('Bearer abcdefgh, abcdefgh, ijklmnop, qrstuvwx')).toBe(
      `${REDACTED}, ${REDACTED}, ${REDACTED}, qrstuvwx`,
    );
  });
});
