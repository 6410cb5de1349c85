/** Defects in who may come in, and in what those learn who may not. */
import type { Door } from '../door.ts';
import { refusal, type WireAnswer, type WireRequest } from '../wire.ts';
import { type Fault, fault, rowsOf } from './fault.ts';

const row = rowsOf('CUST-AUTH');

/** Some requests come in whatever they carry. */
const opens = (when: (request: WireRequest) => boolean): Fault['how'] => ({
  door:
    sound =>
    (request, ...rest) =>
      when(request) ? undefined : sound(request, ...rest),
});

/** Refusals are changed on their way out. */
const refuses = (edit: (refused: WireAnswer, ...asked: Parameters<Door>) => WireAnswer): Fault['how'] => ({
  door:
    sound =>
    (...asked) => {
      const refused = sound(...asked);
      return refused && edit(refused, ...asked);
    },
});

const isAnonymous = ({ headers }: WireRequest): boolean => headers.authorization === undefined;
const isRead = ({ method, path }: WireRequest): boolean => method === 'GET' || /\/(query|count)$/.test(path);

const statusOf = (status: number): WireAnswer =>
  refusal(status, 'NOT_ACCEPTED', 'The request is not accepted.');

export const authFaults: Fault[] = [
  fault(
    'auth-open-without-credential',
    [row(1), row(9), 'CUST-ERROR-024'],
    'A call without a credential is served.',
    opens(isAnonymous),
  ),
  fault(
    'auth-reads-open',
    [row(1), row(9)],
    'Reads without a credential are served.',
    opens(request => isAnonymous(request) && isRead(request)),
  ),
  fault(
    'auth-writes-open',
    [row(1), 'CUST-ERROR-024'],
    'Writes without a credential are served.',
    opens(request => isAnonymous(request) && !isRead(request)),
  ),
  fault(
    'auth-missing-400',
    row(1),
    'A call without a credential is answered 400.',
    refuses((refused, request) => (isAnonymous(request) ? statusOf(400) : refused)),
  ),
  fault(
    'auth-any-token',
    [row(2), row(9), 'CUST-ERROR-024'],
    'Any token is as good as the right one.',
    opens(request => !isAnonymous(request)),
  ),
  fault(
    'auth-wrong-token-404',
    row(2),
    'A call with a wrong token is answered 404.',
    refuses((refused, request) => (isAnonymous(request) ? refused : statusOf(404))),
  ),
  fault(
    'auth-wrong-token-500',
    row(2),
    'A call with a wrong token is answered 500.',
    refuses((refused, request) => (isAnonymous(request) ? refused : statusOf(500))),
  ),
  fault(
    'auth-refusal-shows-entity',
    row(9),
    'The refusal of a Get holds the entity.',
    refuses((refused, request, _token, inside) =>
      request.method === 'GET'
        ? { ...refused, body: { ...Object(refused.body), data: inside(request).body } }
        : refused,
    ),
  ),
  fault(
    'auth-refused-writes-done',
    'CUST-ERROR-024',
    'A write without a credential is refused and done all the same.',
    refuses((refused, request, _token, inside) => {
      if (request.method === 'PATCH') inside(request);
      return refused;
    }),
  ),
];
