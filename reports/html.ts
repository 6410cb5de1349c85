/** The Allure 3 report as one HTML file, made in this process: no Java, no network, nothing left beside the file. */
import { copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { CHECK_LABEL, VERDICT_LABEL } from './allure.ts';
import { writeAtomically } from './files.ts';

export interface HtmlOptions {
  /** Folder of allure-results. */
  resultsDir: string;
  /** The HTML file to write; replaced if there. */
  outFile: string;
  reportName: string;
  /** JSON lines of earlier runs; read, and this run appended. */
  historyPath?: string;
  /** How many runs the history keeps; 50 unless told. */
  historyLimit?: number;
}

/** What the report's first page sorts the tests by, in place of Allure's "product errors" and "test errors". */
const CATEGORIES = [
  { name: 'Not conformant', matchers: { labels: { [VERDICT_LABEL]: /^fail$/ } } },
  { name: 'Warnings', matchers: { labels: { [VERDICT_LABEL]: /^warn$/ } } },
  { name: 'Undecided', matchers: { labels: { [VERDICT_LABEL]: /^inconclusive$/ } } },
  { name: 'Fault of the suite', matchers: { statuses: ['broken' as const] } },
];

/** Every HTML report of Allure 3 calls Google Analytics; reports about private targets must not call anyone. */
const TRACKER = /<script\b[^>]*\bsrc="https:\/\/www\.googletagmanager\.com[^>]*>\s*<\/script>\s*/g;
const TRACKER_CALLS =
  /<script\b[^>]*>(?:(?!<\/script>)[\s\S])*?\bgtag\((?:(?!<\/script>)[\s\S])*?<\/script>\s*/g;
const TRACES = /googletagmanager|google-analytics|gtag\(|dataLayer/;

/**
 * The page without the analytics scripts.
 * @throws Error when something of them is left, which a new version of Allure may bring
 */
export function withoutAnalytics(html: string): string {
  const clean = html.replace(TRACKER, '').replace(TRACKER_CALLS, '');
  const left = TRACES.exec(clean);
  if (left) throw new Error(`reports: the HTML report still contains "${left[0]}" and was not written`);
  return clean;
}

/** Allure shows pages attached to a report in frames of 150 pixels, whatever they hold. */
const TALL_FRAMES = '<style>iframe[title="HTML attachment"] { height: 80vh; }</style>';

/** The page with room for the pages attached to it. */
export function withTallFrames(html: string): string {
  return html.replace(/<head\b[^>]*>/, head => head + TALL_FRAMES);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function generateInto(work: string, options: HtmlOptions, historyPath?: string): Promise<string> {
  // Loaded only here: together they take longer to import than a whole run against a local target.
  const [{ AllureReport, resolveConfig }, { default: AwesomePlugin }] = await Promise.all([
    import('@allurereport/core'),
    import('@allurereport/plugin-awesome'),
  ]);
  const output = join(work, 'report');
  const { historyLimit = 50, reportName: name } = options;
  const config = await resolveConfig(
    {
      name,
      output,
      historyPath,
      historyLimit,
      appendHistory: historyPath !== undefined,
      categories: { rules: CATEGORIES },
    },
    // No plugins from here: it would load Allure's recorder for AI agents, which writes where it likes.
    { cwd: work, plugins: {} },
  );
  const pluginOptions = {
    reportName: name,
    singleFile: true,
    groupBy: ['epic', 'feature', 'story'],
    reportLanguage: 'en',
  };
  const plugin = {
    id: 'awesome',
    enabled: true,
    plugin: new AwesomePlugin(pluginOptions),
    options: pluginOptions,
  };
  const report = new AllureReport({ ...config, hideLabels: [CHECK_LABEL], plugins: [plugin] });
  await report.start();
  await report.readDirectory(resolve(options.resultsDir));
  await report.done();
  return readFile(join(output, 'index.html'), 'utf8');
}

/**
 * Makes the HTML report of a run.
 * @returns the path of the file
 * @throws Error when there are no results to show, or the analytics cannot be removed
 */
export async function generateHtml(options: HtmlOptions): Promise<string> {
  const results = await readdir(options.resultsDir).catch(() => []);
  if (!results.some(name => name.endsWith('-result.json')))
    throw new Error(`reports: no Allure results in ${options.resultsDir}`);
  const outFile = resolve(options.outFile);
  const history = options.historyPath === undefined ? undefined : resolve(options.historyPath);
  await mkdir(dirname(outFile), { recursive: true });
  const work = await mkdtemp(join(dirname(outFile), '.html-'));
  try {
    // Allure rewrites the history in place; a copy keeps it whole should the process end half-way.
    const copy = history === undefined ? undefined : join(work, 'history.jsonl');
    if (history !== undefined && copy !== undefined && (await exists(history))) await copyFile(history, copy);
    const html = await generateInto(work, options, copy);
    await writeAtomically(outFile, withTallFrames(withoutAnalytics(html)));
    if (history !== undefined && copy !== undefined && (await exists(copy))) {
      await mkdir(dirname(history), { recursive: true });
      // Across file systems a rename fails; the history then stays as it was, in full.
      await rename(copy, history);
    }
    return outFile;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
