/** The reference service without its socket: the executable model behind routing, credentials, budgets and faults. */
import { randomUUID } from 'node:crypto';
import { createModel, type Model } from '../specs/model/model.ts';
import { assemble, type Lag } from './change.ts';
import type { Door } from './door.ts';
import { findFault } from './faults/index.ts';
import { INDEXED, type Sources, withLag } from './lag.ts';
import { createBucket, type Rate } from './rate.ts';
import { toCall } from './router.ts';
import { strangerAt, strangerDate, strangerProductAt } from './seed.ts';
import { changesOf } from './variants/index.ts';
import { bare, type Handle, type Respond, type WireAnswer, type WireRequest } from './wire.ts';

export interface ServiceOptions {
  /** When set, every request must carry it as `authorization`, bare or after `Bearer`. */
  token?: string;
  /** How long a write stays invisible to Query and Count. */
  lagMs?: number;
  /** Beyond it, requests are answered 429. */
  rate?: Rate;
  /** How many customizations of strangers the site holds from the start. */
  seedData?: number;
  /** How many products of strangers. */
  seedProducts?: number;
  /** Ids of named defects; see `reference/faults`. */
  faults?: readonly string[];
  /** Ids of other roads that the documentation leaves open; see `reference/variants`. */
  variants?: readonly string[];
  /** Replaceable for tests. */
  now?: () => Date;
  /** Replaceable for tests. */
  newId?: () => string;
}

/** Answers one HTTP request, perhaps not before others came in. */
export type Serve = (request: WireRequest) => WireAnswer | Promise<WireAnswer>;

export interface Service {
  respond: Respond;
  /** The same for requests that come in while others are under way: only here faults of theirs can show. */
  serve: Serve;
  /** The same service, faults and lag included, without HTTP. */
  handle: Handle;
  /** The model that takes the writes. */
  model: Model;
}

type Build = (sources: Sources) => Handle;

/** Assembles the service; nothing listens yet. */
export function createService(options: ServiceOptions = {}): Service {
  const faults = (options.faults ?? []).map(id => findFault(id).how);
  const parts = assemble([...changesOf(options.variants ?? []), ...faults]);
  const clock = createClock(options.now ?? (() => new Date()));
  const sources = { now: clock.now, newId: options.newId ?? randomUUID };
  const models: Model[] = [];
  const build: Build = own => {
    const model = createModel({ ...own, semantics: parts.semantics, document: parts.document });
    models.push(model);
    return call => model.handle(call);
  };

  const lags: readonly Lag[] = options.lagMs
    ? [{ operations: INDEXED, ms: options.lagMs }, ...parts.lags]
    : parts.lags;
  let seeding = true;
  const sound = lags.reduce<Build>(
    (inner, lag) => own => withLag(inner, own, { ...lag, ms: () => (seeding ? 0 : lag.ms) }),
    build,
  )(sources);
  seed(sound, clock, options);
  seeding = false;

  const handle = parts.around(sound);
  const model = models[0] as Model;
  const respond = parts.wire(route(handle));
  const race = parts.race(handle, model);
  const serve: Serve = request => {
    const found = toCall(request);
    const reply = 'call' in found ? race(found.call) : undefined;
    // What lies between the model and the wire is told of the reply alone: the rest of it has no say in races.
    return reply ? reply.then(made => parts.wire(() => made)(request)) : respond(request);
  };
  return {
    handle,
    model,
    respond: guard(options, parts.door, respond, respond),
    serve: guard(options, parts.door, respond, serve),
  };
}

/** A clock that can be turned back, for data older than the service. */
function createClock(present: () => Date) {
  let fixed: Date | undefined;
  return {
    present,
    now: () => fixed ?? present(),
    stopAt(date: Date | undefined) {
      fixed = date;
    },
  };
}

/** Goes to the sound model: a fault belongs to the requests of a run, not to what was there before. */
function seed(
  handle: Handle,
  clock: ReturnType<typeof createClock>,
  { seedData = 0, seedProducts = 0 }: ServiceOptions,
): void {
  const today = clock.present();
  const each = (total: number, create: (index: number) => unknown) => {
    for (let index = 0; index < total; index += 1) {
      clock.stopAt(strangerDate(index, total, today));
      create(index);
    }
    clock.stopAt(undefined);
  };
  each(seedData, index =>
    handle({ operation: 'createCustomization', body: { customization: strangerAt(index) } }),
  );
  each(seedProducts, index =>
    handle({ operation: 'createProduct', body: { product: strangerProductAt(index) } }),
  );
}

function route(handle: Handle): Respond {
  return request => {
    const found = toCall(request);
    return 'answer' in found ? found.answer : handle(found.call);
  };
}

/** Credentials come before everything, the rate before any work. */
function guard<A>(
  { token, rate }: ServiceOptions,
  door: Door,
  inside: Respond,
  next: (request: WireRequest) => A,
): (request: WireRequest) => A | WireAnswer {
  const fits = rate ? createBucket(rate) : () => true;
  return request => {
    const refused = token === undefined ? undefined : door(request, token, inside);
    if (refused) return refused;
    if (!fits()) {
      const answer = bare(429, { 'retry-after': '1' });
      return { ...answer, body: { message: 'Too many requests.', details: {} } };
    }
    return next(request);
  };
}
