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
  .configureOutput({ outputError() {} })
  .exitOverride();

/** Codes of errors that say a report cannot be written, whoever runs into them. */
const UNWRITABLE = new Set(['EACCES', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENOTDIR', 'EEXIST']);

let exitCode: number = EXIT.conformant;

/** How to speak to a target. */
const access = (command: Command): Command =>
  command
    .addOption(new Option('--token <token>', 'sent as authorization').env('CATALOG_V3_TOKEN'))
    .addOption(new Option('--site-id <id>', 'sent as wix-site-id').env('CATALOG_V3_SITE_ID'))
    .option('--header <name:value...>', 'a header of your own; never shown in a report')
    .option('--concurrency <n>', 'requests in flight at most (default: 12)')
    .option('--rate <n/s|n/min>', 'requests per second or minute at most (default: unlimited)')
    .option('--timeout <ms>', 'longest wait for one answer (default: 15000)')
    .option('--settle <ms>', 'longest wait for a write to show up in lists (default: 30000)');

access(
  program
    .command('run', { isDefault: true })
    .description('certify a target; without --target, the embedded reference')
    .option('--target <url>', 'address of the target, e.g. http://127.0.0.1:3000')
    .option('--out <dir>', 'folder for the reports', 'conformance-report'),
)
  .option('--profile <name...>', 'claims to certify (default: all implemented)')
  .option('--only <glob...>', 'only checks whose id, point or requirement fits')
  .option('--seed <n>', 'decides every generated value (default: random, and reported)')
  .option('--effort <level>', 'smoke, standard or deep', 'standard')
  .option('--budget <limit...>', 'of generated cases: requests=N, minutes=N or both (default: by effort)')
  .option('--counterexamples <file>', 'try the cases kept there first, and keep those that are found')
  .option('--bound <ms>', 'the longest lag of indexes that the target claims; what lags longer then fails')
  .option('--strict', 'a broken "should" fails too')
  .option('--no-html', 'no HTML report')
  .option('--quiet', 'say nothing unless something is wrong')
  .action(async options => {
    const { runCommand } = await import('./run.ts');
    exitCode = await runCommand(options);
  });

access(
  program
    .command('replay')
    .argument('<token>', 'of a case, as reports show it')
    .description('try one generated case again; without --target, on the embedded reference')
    .option('--target <url>', 'address of the target, e.g. http://127.0.0.1:3000')
    .option('--out <dir>', 'folder for the reports', 'conformance-report/replay'),
)
  .option('--profile <name...>', 'what the target claims (default: all implemented)')
  .addOption(new Option('--effort <level>').default('standard').hideHelp())
  .option('--bound <ms>', 'the longest lag of indexes that the target claims; what lags longer then fails')
  .option('--strict', 'a broken "should" fails too')
  .option('--no-html', 'no HTML report')
  .option('--quiet', 'say nothing unless something is wrong')
  .action(async (token, options) => {
    const { replayCaseOf } = await import('./run.ts');
    exitCode = await replayCaseOf(token, options);
  });

access(program.command('clean-up'))
  .argument('[path...]', 'a ledger, or the folder of the reports of a run (default: conformance-report)')
  .description('delete what a killed run left on its target')
  .action(async (paths, options) => {
    const { cleanUpCommand } = await import('./clean-up.ts');
    exitCode = await cleanUpCommand(paths, options);
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
  .option('--seed-products <n>', 'start with this many products of strangers')
  .option('--fault <id...>', 'break one rule each')
  .option('--list-faults', 'list the faults')
  .option('--variant <id...>', 'take another road that the documentation leaves open')
  .option('--list-variants', 'list the variants')
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

// A reader that has seen enough (`list | head`) is no reason to complain.
process.stdout.on('error', () => process.exit(exitCode));
process.on('unhandledRejection', error => process.exit(failed(error)));

try {
  refuseUnknownCommand(process.argv[2]);
  await program.parseAsync();
} catch (error) {
  exitCode = failed(error);
}
// Only once everything is out; whatever is still open then (sockets, the worker) is of no more use.
process.stdout.write('', () => process.exit(exitCode));

/** Taken for an argument of `run`, it would get a riddle for an answer. */
function refuseUnknownCommand(word = ''): void {
  const names = [...program.commands.map(command => command.name()), 'help'];
  if (word === '' || word.startsWith('-') || names.includes(word)) return;
  throw new UsageError(`there is no command "${word}"; the commands are ${names.join(', ')}`);
}

/** Says what went wrong in one sentence. @returns the exit code */
function failed(error: unknown): number {
  if (error instanceof CommanderError && error.exitCode === 0) return EXIT.conformant;
  const { message, code } = error as NodeJS.ErrnoException;
  if (error instanceof CommanderError) {
    process.stderr.write(`${message.replaceAll('\n', ' ')}; --help shows every option\n`);
    return EXIT.usage;
  }
  if (error instanceof UsageError) {
    process.stderr.write(`error: ${message}\n`);
    return EXIT.usage;
  }
  if (code !== undefined && UNWRITABLE.has(code)) {
    process.stderr.write(`error: cannot write the reports: ${message}; give another folder with --out\n`);
    return EXIT.usage;
  }
  process.stderr.write(`error in the suite itself: ${message}\n`);
  return EXIT.harness;
}
