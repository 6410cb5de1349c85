/** `clean-up`: deletes what an earlier run left on its target because it was killed, or could not delete. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readLedger } from '../engine/ledger.ts';
import type { Hygiene } from '../engine/result.ts';
import { sweep } from '../engine/sweep.ts';
import { EXIT } from '../engine/verdict.ts';
import { type AccessOptions, resolveAccess } from './settings.ts';
import { UsageError } from './usage.ts';

/** Where a run puts its reports unless it is told otherwise. */
export const REPORTS = 'conformance-report';
/** Where a run keeps its ledgers, inside the folder of its reports. */
export const LEDGERS = 'ledgers';

/**
 * @param paths ledgers, or folders of reports that hold some
 * @returns the exit code: 0 when nothing is left, 3 when something is
 */
export async function cleanUpCommand(paths: readonly string[], options: AccessOptions): Promise<number> {
  const access = resolveAccess(options, process.env);
  const ledgers = (paths.length > 0 ? paths : [REPORTS].filter(existsSync)).flatMap(ledgersAt);
  if (ledgers.length === 0) say('no ledger of an earlier run is left, so nothing has to be cleaned up');
  let left = 0;
  for (const ledger of ledgers) {
    const { url } = readLedger(ledger);
    const hygiene = await sweep(ledger, { url, name: url, claims: [], ...access }, { waits: true });
    left += hygiene.leaked.length;
    tell(url, ledger, hygiene);
    // Stays while another ledger is in it.
    await rmdir(dirname(ledger)).catch(() => {});
  }
  return left > 0 ? EXIT.inconclusive : EXIT.conformant;
}

/** @throws UsageError when nothing is there, or what is there is no ledger */
function ledgersAt(path: string): string[] {
  if (!existsSync(path))
    throw new UsageError(`there is no ${path}; name a ledger, or the folder of a run's reports`);
  if (!statSync(path).isDirectory()) {
    if (readLedger(path).url !== '') return [path];
    throw new UsageError(`${path} is no ledger; a run keeps its own in the folder ${LEDGERS} of its reports`);
  }
  const folder = existsSync(join(path, LEDGERS)) ? join(path, LEDGERS) : path;
  return readdirSync(folder)
    .filter(name => name.endsWith('.jsonl'))
    .map(name => join(folder, name))
    .filter(ledger => readLedger(ledger).url !== '');
}

function tell(url: string, ledger: string, { created, deleted, leaked }: Hygiene): void {
  say(`${url}: of ${created} created, ${deleted} are deleted and ${leaked.length} left`);
  for (const { kind, id, name, reason } of leaked) say(`  ${kind} ${name}${id ? ` (${id})` : ''}: ${reason}`);
  if (leaked.length > 0) say(`  ${ledger} stays; call this again when the reason is gone`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
