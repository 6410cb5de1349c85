#!/usr/bin/env node
/** The command line. Thin: it parses, calls a command, and turns what went wrong into one sentence and an exit code. */
import { Command, CommanderError, Option } from 'commander';
import { EXIT } from '../engine/verdict.ts';
import { PACKAGE } from './package.ts';
import { UsageError } from './usage.ts';

const program = new Command(PACKAGE.name)
  .version(PACKAGE.version)
  .description(
    'Says requirement by requirement whether a target behaves like Wix Stores Catalog V3 customizations.',
  )
  .showHelpAfterError('(--help shows every option)')
  .exitOverride();

let exitCode: number = EXIT.conformant;

program
  .command('run', { isDefault: true })
  .description('certify a target; without --target, the embedded reference')
  .option('--target <url>', 'address of the target, e.g. http://127.0.0.1:3000')
  .option('--out <dir>', 'folder for the reports', 'conformance-report')
  .addOption(new Option('--token <token>', 'sent as authorization').env('CATALOG_V3_TOKEN'))
  .addOption(new Option('--site-id <id>', 'sent as wix-site-id').env('CATALOG_V3_SITE_ID'))
  .option('--header <name:value...>', 'a header of your own; never shown in a report')
  .option('--profile <name...>', 'claims to certify (default: all implemented)')
  .option('--only <glob...>', 'only checks whose id, point or requirement fits')
  .option('--seed <n>', 'decides every generated value (default: random, and reported)')
  .option('--effort <level>', 'smoke, standard or deep', 'standard')
  .option('--concurrency <n>', 'requests in flight at most (default: 12)')
  .option('--rate <n/s|n/min>', 'requests per second or minute at most (default: unlimited)')
  .option('--timeout <ms>', 'longest wait for one answer (default: 15000)')
  .option('--strict', 'a broken "should" fails too')
  .option('--no-html', 'no HTML report')
  .option('--quiet', 'say nothing unless something is wrong')
  .action(async options => {
    const { runCommand } = await import('./run.ts');
    exitCode = await runCommand(options);
  });

program
  .command('serve')
  .description('start the embedded reference as a target of its own')
  .option('--port <n>', 'port on 127.0.0.1', '3000')
  .option('--token <token>', 'demand this authorization')
  .option('--latency <ms>', 'delay every answer')
  .option('--lag <ms>', 'let Query and Count lag behind writes')
  .option('--rate <n/s|n/min>', 'answer 429 beyond this rate')
  .option('--seed-data <n>', 'start with this many customizations of strangers')
  .option('--fault <id...>', 'break one rule each')
  .option('--list-faults', 'list the faults')
  .action(async options => {
    const { serveCommand } = await import('./serve.ts');
    exitCode = await serveCommand(options);
  });

program
  .command('list')
  .description('list the checks')
  .option('--requirements', 'list the requirements and the points that judge them')
  .option('--uncovered', 'list the requirements no point judges, and why')
  .action(async options => {
    const { listCommand } = await import('./list.ts');
    exitCode = listCommand(options);
  });

program
  .command('explain')
  .argument('<id>', 'of a check, a requirement or a register entry (SIL-*, X-*)')
  .description('explain a check, a requirement or a silence of the documentation')
  .action(async id => {
    const { explainCommand } = await import('./list.ts');
    exitCode = explainCommand(id);
  });

try {
  await program.parseAsync();
} catch (error) {
  exitCode = failed(error);
}
process.exit(exitCode);

function failed(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.conformant : EXIT.usage;
  if (error instanceof UsageError) {
    process.stderr.write(`error: ${error.message}\n`);
    return EXIT.usage;
  }
  const { message, code } = error as NodeJS.ErrnoException;
  const known =
    code === 'EACCES' || code === 'EROFS' || code === 'ENOSPC' || code === 'ENOTDIR' || code === 'EEXIST';
  process.stderr.write(
    known
      ? `error: cannot write the reports: ${message}; give another folder with --out\n`
      : `error in the suite itself: ${message}\n`,
  );
  return known ? EXIT.usage : EXIT.harness;
}
