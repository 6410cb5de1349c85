/** From HTTP requests to calls of operations. */
import { type Call, OPERATIONS, type OperationId } from '../specs/operations.ts';
import { bare, refusal, type WireAnswer, type WireRequest } from './wire.ts';

/** Path as in {@link OPERATIONS}, to method, to operation. */
const methodsByPath = new Map<string, Map<string, OperationId>>();
for (const [operation, { method, path }] of Object.entries(OPERATIONS)) {
  const methods = methodsByPath.get(path) ?? new Map<string, OperationId>();
  methods.set(method, operation as OperationId);
  methodsByPath.set(path, methods);
}

/** The published SDKs pack a query into a GET (SIL-17, X-40). */
const PACKED: readonly OperationId[] = [
  'queryCustomizations',
  'queryProducts',
  'searchProducts',
  'countProducts',
  'queryReadOnlyVariants',
  'searchReadOnlyVariants',
];
for (const operation of PACKED) methodsByPath.get(OPERATIONS[operation].path)?.set('GET', operation);

/** Paths with a parameter, in segments. */
const templates = [...methodsByPath]
  .filter(([path]) => path.includes('{'))
  .map(([path, methods]) => ({ segments: path.split('/'), methods }));

interface Match {
  methods: ReadonlyMap<string, OperationId>;
  parameters?: Pick<Call, 'customizationId' | 'productId' | 'slug'>;
}

/** A path without parameters wins over one with: `query` is no id. */
function findPath(path: string): Match | undefined {
  const fixed = methodsByPath.get(path);
  if (fixed) return { methods: fixed };
  const segments = path.split('/');
  for (const template of templates) {
    const parameters = parametersOf(template.segments, segments);
    if (parameters) return { methods: template.methods, parameters };
  }
  return undefined;
}

function parametersOf(template: readonly string[], segments: readonly string[]): Match['parameters'] {
  if (template.length !== segments.length) return undefined;
  const found: Record<string, string> = {};
  for (const [index, expected] of template.entries()) {
    const segment = segments[index] ?? '';
    if (expected.startsWith('{') && segment !== '') found[expected.slice(1, -1)] = decode(segment);
    else if (expected !== segment) return undefined;
  }
  return found;
}

function decode(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

type Parsed = { value: unknown } | undefined;

function parseJson(text: string): Parsed {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

/** What a request without a body carries: the SDK's packed payload, or plain parameters where nothing is nested. */
function readParameters(query: string): Parsed {
  if (query === '') return { value: {} };
  const parameters = new URLSearchParams(query);
  const packed = parameters.get('.r');
  if (packed !== null) return parseJson(Buffer.from(packed, 'base64url').toString());
  const fields = parameters.getAll('fields');
  const hidden = parameters.get('returnNonVisibleProducts');
  return {
    value: {
      ...(fields.length > 0 && { fields }),
      ...(hidden !== null && { returnNonVisibleProducts: FLAGS.get(hidden) ?? hidden }),
    },
  };
}

const MATCHES_ALL_WITHOUT_BODY: ReadonlySet<OperationId> = new Set([...PACKED, 'countCustomizations']);

const WITHOUT_BODY: ReadonlySet<OperationId> = new Set(['deleteCustomization', 'deleteProduct']);
const WITH_FIELDS_ALONE: ReadonlySet<OperationId> = new Set([
  'getCustomization',
  'getProduct',
  'getProductBySlug',
]);

function readPayload(operation: OperationId, request: WireRequest): Parsed {
  if (request.method === 'GET' || request.method === 'DELETE') return readParameters(request.query);
  if (request.body !== '') return parseJson(request.body);
  return { value: MATCHES_ALL_WITHOUT_BODY.has(operation) ? {} : undefined };
}

function fieldsOf(payload: unknown): string[] | undefined {
  const fields = (payload as { fields?: unknown } | null)?.fields;
  return Array.isArray(fields) ? fields.map(String) : undefined;
}

/** The call a request stands for, or the answer of a service that cannot find one in it. */
export function toCall(request: WireRequest): { call: Call } | { answer: WireAnswer } {
  const match = findPath(request.path);
  if (!match) return { answer: bare(404) };
  const operation = match.methods.get(request.method);
  if (!operation) return { answer: bare(405, { allow: [...match.methods.keys()].join(', ') }) };

  const payload = readPayload(operation, request);
  if (!payload) return { answer: refusal(400, 'MALFORMED_JSON', 'The request is not valid JSON.') };

  const { parameters } = match;
  if (WITH_FIELDS_ALONE.has(operation))
    return { call: { operation, ...parameters, fields: fieldsOf(payload.value) } };
  if (WITHOUT_BODY.has(operation)) return { call: { operation, ...parameters } };
  return { call: { operation, ...parameters, body: payload.value } };
}
