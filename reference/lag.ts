/**
 * Eventual consistency without copying: some reads are served by a second model that repeats every
 * accepted write, with the clock readings and ids the first one drew, once the lag has passed.
 */
import { type Call, OPERATIONS, type OperationId, READS } from '../specs/operations.ts';
import type { Lag } from './change.ts';
import type { Handle } from './wire.ts';

export interface Sources {
  now: () => Date;
  newId: () => string;
}

interface Write {
  call: Call;
  dates: Date[];
  ids: string[];
  visibleAt: number;
}

/** The reads that usually come from an index: those that do not say by the path what they read. */
export const INDEXED: readonly OperationId[] = [...READS].filter(name => OPERATIONS[name].method === 'POST');

/** Forget replayed writes in batches: a steady stream of them would never empty the list. */
const COMPACT_AT = 1000;

/** Notes what a model draws from its sources, so that a second one can draw the same. */
function recorder(sources: Sources) {
  let dates: Date[] = [];
  let ids: string[] = [];
  const keep = <T>(list: () => T[], value: T): T => {
    list().push(value);
    return value;
  };
  return {
    sources: {
      now: () => keep(() => dates, sources.now()),
      newId: () => keep(() => ids, sources.newId()),
    },
    take() {
      const taken = { dates, ids };
      dates = [];
      ids = [];
      return taken;
    },
  };
}

function player(sources: Sources) {
  let tape: { dates: Date[]; ids: string[] } | undefined;
  return {
    sources: {
      now: () => tape?.dates.shift() ?? sources.now(),
      newId: () => tape?.ids.shift() ?? sources.newId(),
    },
    play(write: Write, handle: Handle) {
      tape = write;
      handle(write.call);
      tape = undefined;
    },
  };
}

/** Reads that the target makes for itself while it answers a write: nothing is behind for them. */
export const ownReads = new WeakSet<Call>();

/**
 * Splits a service into what is read at once and what is indexed later. May be nested: each lag has a view of its own.
 * @param build makes one model over the given sources; called twice
 */
export function withLag(
  build: (sources: Sources) => Handle,
  sources: Sources,
  { operations, ms, inTurns = false }: Omit<Lag, 'ms'> & { ms: () => number },
  clock: () => number = () => performance.now(),
): Handle {
  const record = recorder(sources);
  const primary = build(record.sources);
  const playback = player(sources);
  const index = build(playback.sources);
  const catchUp = replay(write => playback.play(write, index), clock);
  let reads = 0;

  function isBehind(call: Call): boolean {
    if (!operations.includes(call.operation) || ownReads.has(call)) return false;
    reads += 1;
    return !inTurns || reads % 2 === 0;
  }

  return call => {
    if (isBehind(call)) {
      catchUp.now();
      return index(call);
    }
    if (READS.has(call.operation)) {
      const reply = primary(call);
      record.take();
      return reply;
    }
    const reply = primary(structuredClone(call));
    const drawn = record.take();
    if (reply.status < 400) catchUp.add({ call, ...drawn, visibleAt: clock() + ms() });
    return reply;
  };
}

/** Writes that wait for their moment. */
function replay(play: (write: Write) => void, clock: () => number) {
  const pending: Write[] = [];
  let applied = 0;
  return {
    add: (write: Write) => pending.push(write),
    now() {
      const instant = clock();
      for (let next = pending[applied]; next && next.visibleAt <= instant; next = pending[applied]) {
        play(next);
        applied += 1;
      }
      if (applied > COMPACT_AT || applied === pending.length) {
        pending.splice(0, applied);
        applied = 0;
      }
    },
  };
}
