/**
 * Deletes what a ledger says is still on the target: products first, then the options and modifiers they hold. The same for
 * the end of a run, an interrupt and a killed process.
 */
import { OPERATIONS } from '../specs/operations.ts';
import { isObject } from './answer.ts';
import type { Exchange } from './exchange.ts';
import { type Kind, Ledger, type Owned } from './ledger.ts';
import { Limiter } from './limiter.ts';
import type { Hygiene } from './result.ts';
import { poll } from './settle.ts';
import type { Target } from './target.ts';
import { Transport } from './transport.ts';

/** Why something is still there, by its number in the ledger. */
type Reasons = Map<number, string>;

interface Sweep {
  ledger: Ledger;
  /** What every name of the run begins with. */
  tag: string;
  transport: Transport;
  reasons: Reasons;
  /**
   * How long (ms) an option may stay refused after the last product is gone (PROD-DELETE-010: allow for lag), and how long
   * what was created may take to be found by its name.
   */
  patienceMs: number;
  /** Whether to look for what is not found until it can no longer turn up. */
  waits: boolean;
}

/**
 * Deletes everything the ledger owns, then finds what it cannot name by id: creations whose answer never came, by the
 * names it intended, all of which carry the run's tag. Touches nothing else.
 * @param waits whether to look for these until they can no longer turn up; otherwise they are reported as left
 * @returns what was created, deleted, and could not be deleted
 */
export async function sweep(ledgerFile: string, target: Target, { waits = false } = {}): Promise<Hygiene> {
  const ledger = new Ledger(ledgerFile);
  const reasons: Reasons = new Map();
  const { remaining, tag } = ledger.state();
  if (remaining.length > 0) {
    const transport = new Transport(target, new Limiter(target.budgets));
    const patienceMs = target.budgets.settleMs;
    const run: Sweep = { ledger, tag, transport, reasons, patienceMs, waits };
    try {
      await removeAll(
        remaining.filter(({ kind }) => kind === 'product'),
        run,
      );
      await removeAll(
        remaining.filter(({ kind }) => kind !== 'product'),
        run,
      );
    } finally {
      await transport.close();
    }
  }
  const after = ledger.state();
  if (after.remaining.length === 0) ledger.discard();
  return {
    created: after.created,
    deleted: after.deleted,
    leaked: after.remaining.map(({ n, kind, id, name }) => ({
      kind,
      ...(id !== undefined && { id }),
      name,
      reason: reasons.get(n) ?? 'its creation was never answered, and its name does not tell whose it is',
    })),
  };
}

/** Names to look up in one query; the documented page maximum is 100. */
const LOOKED_UP = 100;

async function removeAll(owned: Owned[], run: Sweep): Promise<void> {
  const unknown = owned.filter(
    ({ id, name }) => id === undefined && run.tag !== '' && name.startsWith(run.tag),
  );
  const found: Owned[] = owned.filter(({ id }) => id !== undefined);
  for (let at = 0; at < unknown.length; at += LOOKED_UP) {
    found.push(...(await lookUp(unknown.slice(at, at + LOOKED_UP), run)));
  }
  // What was reused under one name is one thing, however often it was meant to be created.
  const once = new Map(found.map(owned => [owned.id, owned]));
  await Promise.all([...once.values()].map(({ id = '', kind }) => remove(id, kind, found, run)));
}

/** Those of the named that the target lists, with their ids. All are products, or all are customizations. */
async function lookUp(
  asked: Owned[],
  { ledger, transport, reasons, patienceMs, waits }: Sweep,
): Promise<Owned[]> {
  const names = [...new Set(asked.map(({ name }) => name))];
  const request = lookingFor(names, asked[0]?.kind === 'product');
  const idsIn = (exchange: Exchange, owned: Owned): string[] =>
    listedIn(exchange).flatMap(({ name, id }) => (name === owned.name && typeof id === 'string' ? [id] : []));
  // Sent that long ago, it would have been found: it never came to be.
  const isNowhere = ({ doubted, at }: Owned) => doubted || Date.now() - Date.parse(at) >= patienceMs;
  const { evidence } = await poll(
    () => transport.send(request, { repeatable: true }),
    exchange =>
      !waits || !succeeded(exchange) || asked.every(one => isNowhere(one) || idsIn(exchange, one).length > 0),
    patienceMs,
  );
  const outcome = succeeded(evidence) ? 'it was not found' : `looking for it ${inWords(evidence)}`;
  for (const owned of asked.filter(one => idsIn(evidence, one).length === 0)) {
    if (succeeded(evidence) && isNowhere(owned)) ledger.refused(owned.n);
    else reasons.set(owned.n, `its creation was never answered, and ${outcome}`);
  }
  return names.flatMap(name => {
    const meant = asked.filter(owned => owned.name === name);
    return share(meant[0] ? idsIn(evidence, meant[0]) : [], meant, ledger);
  });
}

/**
 * Each id under a number of its own, so that what cannot be deleted is not forgotten along with what can. What was meant
 * to be created more often than it is there was reused: those numbers share the last one.
 */
function share(ids: readonly string[], meant: readonly Owned[], ledger: Ledger): Owned[] {
  const [first] = meant;
  const last = ids.at(-1);
  if (!first || last === undefined) return [];
  const known = meant.map((owned, place) => ({ ...owned, id: ids[place] ?? last }));
  const beyond = ids
    .slice(meant.length)
    .map(id => ({ ...first, n: ledger.intend(first.kind, first.name), id }));
  return [...known, ...beyond];
}

/** Only Search filters products by name (dossier: Products Query has no such filter). */
function lookingFor(names: string[], products: boolean) {
  const page = { filter: { name: { $in: names } }, cursorPaging: { limit: LOOKED_UP } };
  const { method, path } = products ? OPERATIONS.searchProducts : OPERATIONS.queryCustomizations;
  const text = JSON.stringify(products ? { search: page } : { query: page });
  return { method, path, headers: {}, text };
}

function listedIn({ response }: Exchange): { name: unknown; id: unknown }[] {
  const { customizations, products } = isObject(response?.body) ? response.body : {};
  const listed: unknown[] = [customizations, products].flatMap(list => (Array.isArray(list) ? list : []));
  return listed.filter(isObject).map(({ name, id }) => ({ name, id }));
}

/** Deletes one entity and notes it under every number it has in the ledger. */
async function remove(id: string, kind: Kind, found: readonly Owned[], run: Sweep): Promise<void> {
  const { ledger, transport, reasons, patienceMs } = run;
  const { path, method } = kind === 'product' ? OPERATIONS.deleteProduct : OPERATIONS.deleteCustomization;
  const request = { method, path: path.replace(/\{\w+\}/, encodeURIComponent(id)), headers: {} };
  const isDone = (exchange: Exchange) => succeeded(exchange) || exchange.response?.status === 404;
  const { evidence } = await poll(
    () => transport.send(request, { repeatable: true }),
    exchange => isDone(exchange) || !mayBeHeld(kind, exchange),
    patienceMs,
  );
  for (const { n } of found.filter(owned => owned.id === id)) {
    ledger.created(n, id);
    if (!isDone(evidence)) reasons.set(n, `deleting it ${inWords(evidence)}`);
  }
  if (isDone(evidence)) ledger.deleted(id);
}

/** An option is refused as long as the target still counts a product that is gone (X-17 lists the statuses). */
function mayBeHeld(kind: Kind, { response }: Exchange): boolean {
  return kind !== 'product' && [400, 409, 428].includes(response?.status ?? 0);
}

function succeeded({ response }: Exchange): boolean {
  return response !== undefined && response.status >= 200 && response.status < 300;
}

function inWords({ response, failure }: Exchange): string {
  return response ? `was answered ${response.status}` : `failed: ${failure?.message ?? 'no answer'}`;
}
