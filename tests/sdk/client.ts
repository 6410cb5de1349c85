/** The published Wix SDK, led to a reference server of its own instead of to Wix. */
import * as customizationsV3 from '@wix/auto_sdk_stores_customizations-v-3';
import * as productsV3 from '@wix/auto_sdk_stores_products-v-3';
import * as readOnlyVariantsV3 from '@wix/auto_sdk_stores_read-only-variants-v-3';
import { ApiKeyStrategy, createClient } from '@wix/sdk';
import { afterEach, expect } from 'vitest';
import { type ReferenceOptions, startReference } from '../../reference/server.ts';

export const API_KEY = 'IST.made-up-key';
export const SITE_ID = '7e57ab1e-0000-4000-8000-000000000001';
export const NOBODY = '11111111-1111-4111-8111-111111111111';

/** What the SDK put on the wire. */
export interface Sent {
  origin: string;
  method: string;
  /** Without the query string. */
  path: string;
  parameters: URLSearchParams;
  headers: Headers;
  body: unknown;
}

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(cleanups.splice(0).map(cleanup => cleanup()));
});

/** A client over a fresh server, both ending with the test. Ids count up; each date is a second later. */
export async function connect(options: ReferenceOptions = {}, { anonymous = false } = {}) {
  const server = await startReference({ now: ticking(), newId: counting(), ...options });
  cleanups.push(server.close);
  const sent: Sent[] = [];
  const client = createClient({
    modules: { customizationsV3, productsV3, readOnlyVariantsV3 },
    ...(!anonymous && { auth: ApiKeyStrategy({ apiKey: API_KEY, siteId: SITE_ID }) }),
    fetch: redirect(server.url, sent),
  });
  const { customizationsV3: api, productsV3: products, readOnlyVariantsV3: variants } = client;
  return { ...server, api, products, variants, sent };
}

/** Everything the SDK asks of Wix, asked of the server and noted down. */
function redirect(base: string, sent: Sent[]): typeof fetch {
  return (input, init = {}) => {
    const { origin, pathname, search, searchParams } = new URL(String(input));
    sent.push({
      origin,
      method: init.method ?? 'GET',
      path: pathname,
      parameters: searchParams,
      headers: new Headers(init.headers),
      body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
    });
    return fetch(base + pathname + search, init);
  };
}

const FIRST_INSTANT = Date.parse('2024-06-26T09:35:15.526Z');

function ticking(): () => Date {
  let ticks = 0;
  return () => new Date(FIRST_INSTANT + 1000 * ticks++);
}

function counting(): () => string {
  let count = 0;
  return () => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`;
}

type Api = Awaited<ReturnType<typeof connect>>['api'];
type Creation = Parameters<Api['createCustomization']>[0];

/** A text option as the SDK takes it. */
export const textOption = (name: string, ...choices: string[]): Creation => ({
  name,
  customizationType: 'PRODUCT_OPTION',
  customizationRenderType: 'TEXT_CHOICES',
  choicesSettings: { choices: (choices.length > 0 ? choices : ['one']).map(textChoice) },
});

export const textChoice = (name: string): customizationsV3.Choice => ({ choiceType: 'CHOICE_TEXT', name });

export const swatchChoice = (name: string, colorCode: string): customizationsV3.Choice => ({
  choiceType: 'ONE_COLOR',
  name,
  colorCode,
});

/** A modifier that takes free text. */
export const textModifier = (name: string): Creation => ({
  name,
  customizationType: 'MODIFIER',
  customizationRenderType: 'FREE_TEXT',
  freeTextInput: { title: 'Your text', minCharCount: 1, maxCharCount: 20, defaultAddedPrice: '2.50' },
});

/** What the SDK packs into the one parameter of a query by GET. */
export function unpack(parameters: URLSearchParams | undefined): unknown {
  return JSON.parse(Buffer.from(parameters?.get('.r') ?? '', 'base64url').toString());
}

/** The id the SDK shows of a customization, a choice or a bulk result. */
export function idOf(holder: { _id?: string | null } | undefined): string {
  return textOf(holder?._id);
}

/** A revision the SDK shows, fit to be sent back. */
export function textOf(text: string | null | undefined): string {
  expect(text).toBeTypeOf('string');
  return text ?? '';
}

/** The choices of a customization the SDK shows. */
export function choicesOf(customization: customizationsV3.Customization | undefined) {
  return customization?.choicesSettings?.choices ?? [];
}

export const namesOf = (items: readonly { name?: string }[] = []) => items.map(item => item.name);

/** The error an SDK call fails with, as far as it documents its shape. */
export interface SdkError extends Error {
  status?: number;
  requestId?: string;
  details?: {
    requestId?: string;
    applicationError?: { code: string | number; description: string; data?: Record<string, unknown> };
    validationError?: {
      fieldViolations: { field: string; description: string; violatedRule: string; ruleName?: string }[];
    };
  };
}

/** The error of a call that must fail. */
export async function failure(call: Promise<unknown>): Promise<SdkError> {
  const outcome = await call.then(
    value => ({ value }),
    (error: unknown) => ({ error }),
  );
  if (!('error' in outcome) || !(outcome.error instanceof Error))
    throw new Error(`expected an error, got ${JSON.stringify(outcome)}`);
  return outcome.error;
}
