/** One harmless request before anything is created: is somebody there, and may we come in? */
import { OPERATIONS } from '../specs/operations.ts';
import { Limiter } from './limiter.ts';
import type { Target } from './target.ts';
import { Transport } from './transport.ts';

export type Probed = { ok: true } | { ok: false; because: 'unreachable' | 'unauthorized'; message: string };

/** Asks the target for one customization. Any answer but 401 and 403 will do; judging it is the checks' business. */
export async function probe(target: Target): Promise<Probed> {
  const transport = new Transport(target, new Limiter(target.budgets));
  try {
    const { method, path } = OPERATIONS.queryCustomizations;
    const text = JSON.stringify({ query: { cursorPaging: { limit: 1 } } });
    const { response, failure } = await transport.send(
      { method, path, headers: {}, text },
      { repeatable: true },
    );
    if (!response) return { ok: false, because: 'unreachable', message: failure?.message ?? 'no answer' };
    if (response.status === 401 || response.status === 403) {
      return { ok: false, because: 'unauthorized', message: `answered ${response.status}` };
    }
    return { ok: true };
  } finally {
    await transport.close();
  }
}
