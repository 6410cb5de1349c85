/** What the contract adds to JSON Schema: exact decimal bounds, and one strict format. */
import type { Ajv2020 } from 'ajv/dist/2020.js';
import { compareDecimals, parseDecimal } from './decimal.ts';

type DecimalTest = (value: string, limit: string | number) => boolean;

const DECIMAL_KEYWORDS: Record<string, { schemaType: 'string' | 'number'; holds: DecimalTest }> = {
  'x-decimal-minimum': {
    schemaType: 'string',
    holds: (value, limit) => compareDecimals(value, String(limit)) >= 0,
  },
  'x-decimal-maximum': {
    schemaType: 'string',
    holds: (value, limit) => compareDecimals(value, String(limit)) <= 0,
  },
  'x-decimal-scale': {
    schemaType: 'number',
    holds: (value, limit) => (parseDecimal(value)?.scale ?? 0) <= Number(limit),
  },
};

/** OpenAPI members and annotations that a validator must know of but not judge. */
const ANNOTATIONS = [
  ...['openapi', 'info', 'jsonSchemaDialect', 'servers', 'paths', 'webhooks', 'components', 'security'],
  ...['tags', 'example', 'externalDocs', 'x-silence'],
];

/** A GUID as paths and references hold it; ajv-formats would also take `urn:uuid:…`. */
export const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Teaches a validator the vocabulary of `openapi.json`. */
export function addVocabulary(ajv: Ajv2020): void {
  ajv.addVocabulary(ANNOTATIONS);
  ajv.addFormat('uuid', GUID);
  for (const [keyword, { schemaType, holds }] of Object.entries(DECIMAL_KEYWORDS)) {
    ajv.addKeyword({
      keyword,
      type: 'string',
      schemaType,
      // Text that is no decimal at all breaks every bound; `contract.ts` reports it once, as a format.
      compile: (limit: string | number) => (value: string) =>
        parseDecimal(value) !== undefined && holds(value, limit),
    });
  }
}

/** Whether this keyword bounds a decimal string. */
export function isDecimalKeyword(keyword: string): boolean {
  return Object.hasOwn(DECIMAL_KEYWORDS, keyword);
}
