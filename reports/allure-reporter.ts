/** How allure-vitest is set up: stable identities, our statuses, none of the machine's particulars. */
import { join } from 'node:path';
import {
  ContentType,
  LabelName,
  Stage,
  Status,
  type StatusDetails,
  type TestResult,
} from 'allure-js-commons';
import type { LifecycleListener, ReporterConfig } from 'allure-js-commons/sdk/reporter';
import { VERDICTS } from '../engine/verdict.ts';
import { allureStatus, CHECK_LABEL, stableId, VERDICT_LABEL } from './allure.ts';
import { writeAtomically } from './files.ts';

/** Labels that differ between machines and folders, or repeat the file layout of the installed package. */
const RUBBISH = new Set<string>([
  LabelName.HOST,
  LabelName.THREAD,
  LabelName.PACKAGE,
  LabelName.FRAMEWORK,
  LabelName.LANGUAGE,
  LabelName.SUITE,
  LabelName.PARENT_SUITE,
  LabelName.SUB_SUITE,
  LabelName.TEST_CLASS,
  LabelName.TEST_METHOD,
  '_fallbackTestCaseId',
]);

function labelOf(result: TestResult, name: string): string | undefined {
  return result.labels.find(label => label.name === name)?.value;
}

function firstWrong(result: TestResult): StatusDetails {
  const step = result.steps.find(({ status }) => status === result.status && status !== Status.PASSED);
  return step?.statusDetails ?? {};
}

/** Rewrites a result so that it says what our result model says, in words that are the same on every machine. */
export function settleResult(result: TestResult): void {
  const check = labelOf(result, CHECK_LABEL);
  const verdict = VERDICTS.find(name => name === labelOf(result, VERDICT_LABEL));
  const path = [labelOf(result, LabelName.EPIC), labelOf(result, LabelName.FEATURE)];
  result.labels = result.labels.filter(({ name }) => !RUBBISH.has(name));
  result.titlePath = path.filter(part => part !== undefined);
  if (check === undefined || verdict === undefined) {
    // The test ended before its check left a result: a fault of the suite, whatever the test runner made of it.
    result.fullName = result.name;
    if (result.status !== Status.SKIPPED) result.status = Status.BROKEN;
  } else {
    result.fullName = check;
    result.status = allureStatus(verdict);
    result.statusDetails = firstWrong(result);
  }
  result.stage = Stage.FINISHED;
  const id = stableId(result.fullName ?? '');
  result.testCaseId = id;
  result.historyId = id;
}

/** The options of the reporter `allure-vitest/reporter`. */
export type AllureOptions = { [Key in keyof ReporterConfig]: ReporterConfig[Key] } & {
  resultsDir: string;
  reportMatchers: boolean;
};

/**
 * Options for `['allure-vitest/reporter', options]`.
 * @param resultsDir absolute path; a relative one would be taken from vitest's root
 * @param environment shown in the report as the environment, e.g. the target's address
 */
export function allureReporterOptions(
  resultsDir: string,
  environment: Record<string, string> = {},
): AllureOptions {
  const listener: LifecycleListener = { beforeTestResultWrite: settleResult };
  return { resultsDir, reportMatchers: false, environmentInfo: environment, listeners: [listener] };
}

/** Who started the run, as Allure shows it. */
export interface Executor {
  name: string;
  type: string;
  url?: string;
  buildName?: string;
  buildUrl?: string;
  buildOrder?: number;
}

/** The executor as the environment tells it. */
export function detectExecutor(env: Record<string, string | undefined>): Executor {
  const order = (text?: string): number | undefined =>
    text && /^\d+$/.test(text) ? Number(text) : undefined;
  if (env.GITHUB_ACTIONS) {
    const url = `${env.GITHUB_SERVER_URL ?? 'https://github.com'}/${env.GITHUB_REPOSITORY ?? ''}`;
    return {
      name: 'GitHub Actions',
      type: 'github',
      url,
      buildName: `${env.GITHUB_WORKFLOW ?? 'workflow'} #${env.GITHUB_RUN_NUMBER ?? '?'}`,
      buildUrl: `${url}/actions/runs/${env.GITHUB_RUN_ID ?? ''}`,
      buildOrder: order(env.GITHUB_RUN_NUMBER),
    };
  }
  if (env.GITLAB_CI)
    return {
      name: 'GitLab CI',
      type: 'gitlab',
      url: env.CI_PROJECT_URL,
      buildName: `pipeline ${env.CI_PIPELINE_IID ?? '?'}`,
      buildUrl: env.CI_JOB_URL,
      buildOrder: order(env.CI_PIPELINE_IID),
    };
  if (env.JENKINS_URL)
    return {
      name: 'Jenkins',
      type: 'jenkins',
      url: env.JENKINS_URL,
      buildName: env.BUILD_TAG,
      buildUrl: env.BUILD_URL,
      buildOrder: order(env.BUILD_NUMBER),
    };
  return { name: 'local run', type: 'local' };
}

/** Writes `executor.json`, which allure-vitest does not. */
export async function writeExecutor(resultsDir: string, executor: Executor): Promise<void> {
  await writeAtomically(join(resultsDir, 'executor.json'), `${JSON.stringify(executor, null, 2)}\n`);
}

/** Attaches a page to the report as a whole: it is among its "Global Attachments", and counts as no test. */
export async function writeGlobalPage(resultsDir: string, name: string, html: string): Promise<void> {
  const file = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const source = `${file}-attachment.html`;
  const attachments = [{ name, source, type: ContentType.HTML, timestamp: Date.now() }];
  await writeAtomically(join(resultsDir, source), html);
  await writeAtomically(join(resultsDir, `${file}-globals.json`), `${JSON.stringify({ attachments })}\n`);
}
