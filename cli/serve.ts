/** `serve`: the embedded reference as a target of its own, with faults and legal variants to try the suite on. */
import { allFaults, findFault } from '../reference/faults/index.ts';
import { startReference } from '../reference/server.ts';
import { changesOf, variants } from '../reference/variants/index.ts';
import { parseCount, parseRate } from './settings.ts';
import { UsageError } from './usage.ts';

export interface ServeOptions {
  port: string;
  token?: string;
  latency?: string;
  lag?: string;
  rate?: string;
  seedData?: string;
  seedProducts?: string;
  fault?: string[];
  listFaults?: boolean;
  variant?: string[];
  listVariants?: boolean;
}

/** Resolves when the server was told to stop. */
export async function serveCommand(options: ServeOptions): Promise<number> {
  if (options.listFaults) return list(allFaults.map(one => ({ ...one, about: one.requirements })));
  if (options.listVariants) return list(variants.map(one => ({ ...one, about: one.silences })));
  for (const id of options.fault ?? []) asserts('fault', () => findFault(id));
  asserts('variant', () => changesOf(options.variant ?? []));
  const reference = await startReference({
    port: parseCount('--port', options.port, 0, { least: 0, most: 65_535 }),
    ...(options.token !== undefined && { token: options.token }),
    latencyMs: parseCount('--latency', options.latency, 0, { least: 0 }),
    lagMs: parseCount('--lag', options.lag, 0, { least: 0 }),
    seedData: parseCount('--seed-data', options.seedData, 0, { least: 0 }),
    seedProducts: parseCount('--seed-products', options.seedProducts, 0, { least: 0 }),
    faults: options.fault ?? [],
    variants: options.variant ?? [],
    ...(options.rate !== undefined && { rate: parseRate(options.rate) }),
  }).catch(explainPort(options.port));
  process.stdout.write(`the reference answers at ${reference.url}\n`);
  await new Promise<void>(stop => process.once('SIGINT', stop).once('SIGTERM', stop));
  await reference.close();
  return 0;
}

/** Writes down what there is to choose from. @returns the exit code */
function list(things: readonly { id: string; about: readonly string[]; describe: string }[]): number {
  const width = Math.max(...things.map(({ id }) => id.length));
  for (const { id, about, describe } of things)
    process.stdout.write(`${id.padEnd(width)}  ${about.join(', ')}  ${describe}\n`);
  return 0;
}

function asserts(kind: 'fault' | 'variant', find: () => unknown): void {
  try {
    find();
  } catch (error) {
    const problem = (error as Error).message.replace(/^reference: /, '');
    throw new UsageError(`--${kind}: ${problem}; \`serve --list-${kind}s\` shows them all`);
  }
}

function explainPort(port: string): (error: NodeJS.ErrnoException) => never {
  return error => {
    if (error.code === 'EADDRINUSE') throw new UsageError(`port ${port} is in use; give another with --port`);
    if (error.code === 'EACCES')
      throw new UsageError(`port ${port} needs rights; give one above 1023 with --port`);
    throw error;
  };
}
