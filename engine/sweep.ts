/** Deletes what a ledger says is still on the target. The same for the end of a run, an interrupt and a killed process. */
import { OPERATIONS } from '../specs/operations.ts';
import { isObject } from './answer.ts';
import type { Exchange } from './exchange.ts';
import { Ledger, type Owned } from './ledger.ts';
import { Limiter } from './limiter.ts';
import type { Hygiene } from './result.ts';
import type { Target } from './target.ts';
import { Transport } from './transport.ts';

/** Why something is still there, by its number in the ledger. */
type Reasons = Map<number, string>;

/**
 * Deletes everything the ledger owns, then finds what it cannot name by id: creations whose answer never came, by the
 * names it intended, all of which carry the run's tag. Touches nothing else.
 * @returns what was created, deleted, and could not be deleted
 */
export async function sweep(ledgerFile: string, target: Target): Promise<Hygiene> {
  const ledger = new Ledger(ledgerFile);
  const reasons: Reasons = new Map();
  const { remaining, tag } = ledger.state();
  if (remaining.length > 0) {
    const transport = new Transport(target, new Limiter(target.budgets));
    try {
      const found = await withIds(remaining, tag, transport, reasons);
      await Promise.all(found.map(owned => remove(owned, ledger, transport, reasons)));
    } finally {
      await transport.close();
    }
  }
  const after = ledger.state();
  if (after.remaining.length === 0) ledger.discard();
  return {
    created: after.created,
    deleted: after.deleted,
    leaked: after.remaining.map(({ n, id, name }) => ({
      ...(id !== undefined && { id }),
      name,
      reason: reasons.get(n) ?? 'its creation was never answered, and its name does not tell whose it is',
    })),
  };
}

/** Names to look up in one query; the documented page maximum is 100. */
const LOOKED_UP = 100;

async function withIds(
  remaining: Owned[],
  tag: string,
  transport: Transport,
  reasons: Reasons,
): Promise<Owned[]> {
  const unknown = remaining.filter(({ id, name }) => id === undefined && tag !== '' && name.startsWith(tag));
  const found: Owned[] = remaining.filter(({ id }) => id !== undefined);
  for (let at = 0; at < unknown.length; at += LOOKED_UP) {
    found.push(...(await lookUp(unknown.slice(at, at + LOOKED_UP), transport, reasons)));
  }
  return found;
}

/** Those of the named that the target lists, with their ids. */
async function lookUp(asked: Owned[], transport: Transport, reasons: Reasons): Promise<Owned[]> {
  const byName = new Map(asked.map(owned => [owned.name, owned]));
  const query = { filter: { name: { $in: [...byName.keys()] } }, cursorPaging: { limit: LOOKED_UP } };
  const { path, method } = OPERATIONS.queryCustomizations;
  const exchange = await transport.send(
    { method, path, headers: {}, text: JSON.stringify({ query }) },
    { repeatable: true },
  );
  const outcome = succeeded(exchange) ? 'it was not found' : `looking for it ${inWords(exchange)}`;
  for (const { n } of asked) reasons.set(n, `its creation was never answered, and ${outcome}`);
  const { body } = exchange.response ?? {};
  const listed = isObject(body) && Array.isArray(body.customizations) ? body.customizations : [];
  return listed.filter(isObject).flatMap(({ name, id }) => {
    const owned = byName.get(String(name));
    return owned && typeof id === 'string' ? [{ ...owned, id }] : [];
  });
}

async function remove(
  { n, id }: Owned,
  ledger: Ledger,
  transport: Transport,
  reasons: Reasons,
): Promise<void> {
  if (id === undefined) return;
  const { path, method } = OPERATIONS.deleteCustomization;
  const request = { method, path: path.replace('{customizationId}', encodeURIComponent(id)), headers: {} };
  const exchange = await transport.send(request, { repeatable: true });
  if (succeeded(exchange) || exchange.response?.status === 404) {
    ledger.created(n, id);
    ledger.deleted(id);
  } else {
    reasons.set(n, `deleting it ${inWords(exchange)}`);
  }
}

function succeeded({ response }: Exchange): boolean {
  return response !== undefined && response.status >= 200 && response.status < 300;
}

function inWords({ response, failure }: Exchange): string {
  return response ? `was answered ${response.status}` : `failed: ${failure?.message ?? 'no answer'}`;
}
