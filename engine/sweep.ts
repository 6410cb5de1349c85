/** Deletes what a ledger says is still on the target. The same for the end of a run, an interrupt and a killed process. */
import { OPERATIONS } from '../specs/operations.ts';
import { isObject } from './answer.ts';
import { Ledger, type Owned } from './ledger.ts';
import { Limiter } from './limiter.ts';
import type { Hygiene } from './result.ts';
import type { Target } from './target.ts';
import { Transport } from './transport.ts';

/**
 * Deletes everything the ledger owns, then finds what it cannot name by id: creations whose answer never came, by the
 * names it intended, all of which carry the run's tag. Touches nothing else.
 * @returns what was created, deleted, and could not be deleted
 */
export async function sweep(ledgerFile: string, target: Target): Promise<Hygiene> {
  const ledger = new Ledger(ledgerFile);
  const { remaining, tag } = ledger.state();
  if (remaining.length > 0) {
    const transport = new Transport(target, new Limiter(target.budgets));
    try {
      const found = await withIds(remaining, tag, transport);
      await Promise.all(found.map(owned => remove(owned, ledger, transport)));
    } finally {
      await transport.close();
    }
  }
  const after = ledger.state();
  if (after.remaining.length === 0) ledger.discard();
  return {
    created: after.created,
    deleted: after.deleted,
    leaked: after.remaining.map(({ id, name }) => ({
      ...(id !== undefined && { id }),
      name,
      reason:
        id === undefined ? 'its creation was never answered, and it was not found' : 'the target kept it',
    })),
  };
}

/** Names to look up in one query; the documented page maximum is 100. */
const LOOKED_UP = 100;

async function withIds(remaining: Owned[], tag: string, transport: Transport): Promise<Owned[]> {
  const unknown = remaining.filter(({ id, name }) => id === undefined && tag !== '' && name.startsWith(tag));
  const found: Owned[] = remaining.filter(({ id }) => id !== undefined);
  for (let at = 0; at < unknown.length; at += LOOKED_UP) {
    const asked = unknown.slice(at, at + LOOKED_UP);
    const byName = new Map(asked.map(owned => [owned.name, owned]));
    const query = { filter: { name: { $in: [...byName.keys()] } }, cursorPaging: { limit: LOOKED_UP } };
    const { path, method } = OPERATIONS.queryCustomizations;
    const { response } = await transport.send(
      { method, path, headers: {}, text: JSON.stringify({ query }) },
      { repeatable: true },
    );
    const listed = isObject(response?.body) ? response.body.customizations : [];
    for (const item of Array.isArray(listed) ? listed.filter(isObject) : []) {
      const owned = byName.get(String(item.name));
      if (owned && typeof item.id === 'string') found.push({ ...owned, id: item.id });
    }
  }
  return found;
}

async function remove({ n, id }: Owned, ledger: Ledger, transport: Transport): Promise<void> {
  if (id === undefined) return;
  const { path, method } = OPERATIONS.deleteCustomization;
  const request = { method, path: path.replace('{customizationId}', encodeURIComponent(id)), headers: {} };
  const { response } = await transport.send(request, { repeatable: true });
  if (response?.status !== 200 && response?.status !== 404) return;
  ledger.created(n, id);
  ledger.deleted(id);
}
