/**
 * Eventual consistency without copying: Query and Count are served by a second model that repeats every
 * accepted write, with the clock readings and ids the first one drew, once the lag has passed.
 */
import type { Call, OperationId } from '../specs/operations.ts';
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

const READS: ReadonlySet<OperationId> = new Set(['queryCustomizations', 'countCustomizations']);
const IMMEDIATE: ReadonlySet<OperationId> = new Set(['getCustomization']);

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

/**
 * Splits a service into what is read at once and what is indexed later.
 * @param build makes one model over the given sources; called twice
 */
export function withLag(
  build: (sources: Sources) => Handle,
  sources: Sources,
  lagMs: () => number,
  clock: () => number = () => performance.now(),
): Handle {
  const record = recorder(sources);
  const primary = build(record.sources);
  const playback = player(sources);
  const index = build(playback.sources);
  const pending: Write[] = [];
  let applied = 0;

  function catchUp() {
    const instant = clock();
    for (let next = pending[applied]; next && next.visibleAt <= instant; next = pending[applied]) {
      playback.play(next, index);
      applied += 1;
    }
    if (applied > COMPACT_AT || applied === pending.length) {
      pending.splice(0, applied);
      applied = 0;
    }
  }

  return call => {
    if (READS.has(call.operation)) {
      catchUp();
      return index(call);
    }
    if (IMMEDIATE.has(call.operation)) {
      const reply = primary(call);
      record.take();
      return reply;
    }
    const reply = primary(structuredClone(call));
    const drawn = record.take();
    if (reply.status < 400) pending.push({ call, ...drawn, visibleAt: clock() + lagMs() });
    return reply;
  };
}
