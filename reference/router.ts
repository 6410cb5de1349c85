/** From HTTP requests to calls of operations. */
import { type Call, OPERATIONS, type OperationId } from '../specs/operations.ts';
import { bare, refusal, type WireAnswer, type WireRequest } from './wire.ts';

const ID_SEGMENT = 4;
const ID_PATTERN = '{customizationId}';

/** Path, with the id as a placeholder, to method to operation. */
const routes = new Map<string, Map<string, OperationId>>();
for (const [operation, { method, path }] of Object.entries(OPERATIONS)) {
  const methods = routes.get(path) ?? new Map<string, OperationId>();
  methods.set(method, operation as OperationId);
  routes.set(path, methods);
}
// The published SDK packs a query into a GET (SIL-17).
routes.get(OPERATIONS.queryCustomizations.path)?.set('GET', 'queryCustomizations');

interface Match {
  methods: ReadonlyMap<string, OperationId>;
  customizationId?: string;
}

function findPath(path: string): Match | undefined {
  const fixed = routes.get(path);
  if (fixed) return { methods: fixed };
  const segments = path.split('/');
  const id = segments[ID_SEGMENT];
  if (!id) return undefined;
  segments[ID_SEGMENT] = ID_PATTERN;
  const methods = routes.get(segments.join('/'));
  return methods && { methods, customizationId: decode(id) };
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

/** What a request without a body carries: the SDK's packed payload, or the plain `fields` parameters. */
function readParameters(query: string): Parsed {
  if (query === '') return { value: {} };
  const parameters = new URLSearchParams(query);
  const packed = parameters.get('.r');
  if (packed !== null) return parseJson(Buffer.from(packed, 'base64url').toString());
  const fields = parameters.getAll('fields');
  return { value: fields.length > 0 ? { fields } : {} };
}

const MATCHES_ALL_WITHOUT_BODY: ReadonlySet<OperationId> = new Set([
  'queryCustomizations',
  'countCustomizations',
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

  const { customizationId } = match;
  if (operation === 'getCustomization')
    return { call: { operation, customizationId, fields: fieldsOf(payload.value) } };
  if (operation === 'deleteCustomization') return { call: { operation, customizationId } };
  return { call: { operation, customizationId, body: payload.value } };
}
