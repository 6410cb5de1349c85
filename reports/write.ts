/** Where the reports of a run go, and in what order they are written. */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { RunResult } from '../engine/result.ts';
import type { ExitCode } from '../engine/verdict.ts';
import { writeGlobalPage } from './allure-reporter.ts';
import { coveragePage } from './coverage-page.ts';
import { writeAtomically } from './files.ts';
import { buildReport, type ConformanceReport, reportExitCode } from './report.ts';

const JSON_FILE = 'conformance-report.json';
const HTML_FILE = 'conformance-report.html';

/** The places inside the output folder. */
export interface ReportPaths {
  outDir: string;
  json: string;
  html: string;
  /** Folder of allure-results, emptied before and kept after a run. */
  allureResults: string;
  /** Earlier runs, for the trend in the HTML report; survives from run to run. */
  history: string;
}

/** The places inside `outDir`; relative paths count from the current directory. */
export function reportPaths(outDir: string): ReportPaths {
  const root = resolve(outDir);
  return {
    outDir: root,
    json: join(root, JSON_FILE),
    html: join(root, HTML_FILE),
    allureResults: join(root, 'allure-results'),
    history: join(root, 'history.jsonl'),
  };
}

/** The names Allure adapters write; nothing else in the folder is ours to delete. */
const ALLURE_FILES =
  /^(.+-(result|container|globals)\.json|.+-attachment(\..+)?|environment\.properties|categories\.json|executor\.json)$/;

/**
 * Makes the output folder ready for a run: what the last run said is removed, its history stays.
 * allure-vitest never cleans its folder, and old results would show up as retries.
 */
export async function prepareOutDir(outDir: string): Promise<ReportPaths> {
  const paths = reportPaths(outDir);
  await mkdir(paths.allureResults, { recursive: true });
  const old = (await readdir(paths.allureResults)).filter(name => ALLURE_FILES.test(name));
  const files = [paths.json, paths.html, ...old.map(name => join(paths.allureResults, name))];
  await Promise.all(files.map(file => rm(file, { force: true })));
  return paths;
}

export interface WriteOptions {
  outDir: string;
  /** Whether to make the HTML report from the allure-results in the output folder. */
  html: boolean;
}

export interface WrittenReports {
  report: ConformanceReport;
  exitCode: ExitCode;
  /** What was written, by what it is; ready for `renderSummary`. */
  files: Record<string, string>;
  /** Why a report is missing. The verdict stands without it. */
  problems: string[];
}

/** Writes the reports of a run: the JSON document first, because everything else can be made again. */
export async function writeReports(result: RunResult, options: WriteOptions): Promise<WrittenReports> {
  const paths = reportPaths(options.outDir);
  const report = buildReport(result);
  await writeAtomically(paths.json, `${JSON.stringify(report, null, 2)}\n`);
  const files: Record<string, string> = { JSON: paths.json };
  const problems: string[] = [];
  if (options.html) {
    try {
      await writeGlobalPage(paths.allureResults, 'Contract coverage', coveragePage(report.coverage));
      const { generateHtml } = await import('./html.ts');
      files.HTML = await generateHtml({
        resultsDir: paths.allureResults,
        outFile: paths.html,
        reportName: `${result.target.name}: Catalog V3 conformance`,
        historyPath: paths.history,
      });
    } catch (error) {
      problems.push(`HTML report: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { report, exitCode: reportExitCode(report), files, problems };
}
