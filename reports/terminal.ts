/** The summary of a run for a terminal, as text. */
import pc from 'picocolors';
import { EXIT, type RunVerdict, VERDICTS, type Verdict } from '../engine/verdict.ts';
import { sharesOf } from './coverage.ts';
import { failureSections } from './failure.ts';
import { formatDuration } from './progress.ts';
import { type ConformanceReport, type ReportPoint, reportExitCode } from './report.ts';

export interface SummaryOptions {
  color: boolean;
  /** Columns of the terminal; 80 unless told. */
  width?: number;
  /** Where the reports were written, by what they are, e.g. `{ JSON: 'out/conformance-report.json' }`. */
  reports?: Record<string, string>;
  /** How many failures to lay out in full; 20 unless told. */
  failures?: number;
}

type Colors = ReturnType<typeof pc.createColors>;
type Paint = (text: string) => string;

const HEADINGS: Record<Verdict, string> = {
  pass: 'pass',
  fail: 'fail',
  warn: 'warn',
  observed: 'observed',
  inapplicable: 'n/a',
  inconclusive: 'undecided',
  'harness-error': 'suite fault',
};

function verdictPaint(colors: Colors, verdict: Verdict | RunVerdict): Paint {
  if (verdict === 'pass' || verdict === 'conformant') return colors.green;
  if (verdict === 'fail' || verdict === 'not-conformant') return colors.red;
  if (verdict === 'harness-error') return colors.magenta;
  return verdict === 'warn' || verdict === 'inconclusive' ? colors.yellow : colors.dim;
}

/** Foreign text with its control characters spelled out: an answer must not be able to steer the terminal. */
export function visible(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, char =>
    char === '\t' ? '  ' : `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}

/** Breaks text at blanks so that no line is longer than `width`, unless one word is. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function profileTable(report: ConformanceReport, colors: Colors): string[] {
  const header = ['profile', ...VERDICTS.map(verdict => HEADINGS[verdict]), 'verdict'];
  const rows = Object.entries(report.profiles).map(([name, profile]) => [
    name,
    ...VERDICTS.map(verdict => String(profile[verdict])),
    profile.verdict,
  ]);
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map(row => row[column]?.length ?? 0)),
  );
  const cells = (row: string[]): string[] =>
    row.map((cell, column) => {
      const width = widths[column] ?? 0;
      return column === 0 || column === header.length - 1 ? cell.padEnd(width) : cell.padStart(width);
    });
  const painted = (row: string[]): string[] =>
    cells(row).map((cell, column) => {
      const verdict = column === header.length - 1 ? (row[column] as RunVerdict) : VERDICTS[column - 1];
      if (verdict === undefined) return cell;
      return row[column] === '0' ? colors.dim(cell) : verdictPaint(colors, verdict)(cell);
    });
  return [
    colors.bold(cells(header).join('  ').trimEnd()),
    ...rows.map(row => painted(row).join('  ').trimEnd()),
  ];
}

function failureBlock(point: ReportPoint, width: number, colors: Colors): string[] {
  const sections = failureSections(point, { bodyLines: 12 })
    // All requests of a case are in the other reports; here they would bury what is to be seen.
    .filter(({ kind }) => kind !== 'requests')
    .map(section => ({ ...section, lines: section.lines.map(visible) }));
  const sign = point.verdict === 'fail' ? colors.red('✗ FAIL') : colors.magenta('! SUITE FAULT');
  const lines = sections.flatMap(({ kind, title, lines: content }) => {
    if (kind === 'requirement') {
      const [first = '', ...rest] = content.flatMap(line => wrap(line, width - 8));
      return [`${sign}  ${colors.bold(first)}`, ...rest.map(line => `        ${colors.bold(line)}`)];
    }
    // A command must survive being copied: no indentation, which would end up inside a here-document.
    if (kind === 'curl') return [`  ${colors.dim(`${title}:`)}`, ...content];
    const paint: Paint = kind === 'documentation' || kind === 'identity' ? colors.dim : text => text;
    const body = content.map(line => (line.includes('◀──') ? colors.yellow(line) : paint(line)));
    return body.length === 1
      ? [`  ${colors.dim(`${title}:`)} ${body[0]}`]
      : [`  ${colors.dim(`${title}:`)}`, ...body.map(line => `    ${line}`)];
  });
  return [...lines, ''];
}

function failures(report: ConformanceReport, options: SummaryOptions, colors: Colors): string[] {
  const red = report.points.filter(({ verdict }) => verdict === 'fail' || verdict === 'harness-error');
  if (red.length === 0) return [];
  const most = options.failures ?? 20;
  const blocks = red.slice(0, most).flatMap(point => failureBlock(point, options.width ?? 80, colors));
  const hidden = red.length - Math.min(most, red.length);
  const where = Object.values(options.reports ?? {})[0] ?? 'the report';
  const more = hidden > 0 ? [colors.red(`… and ${hidden} more, all of them in ${where}`), ''] : [];
  return ['', colors.bold(`Wrong (${red.length})`), '', ...blocks, ...more];
}

function warnings(report: ConformanceReport, options: SummaryOptions, colors: Colors): string[] {
  const warned = report.points.filter(({ verdict }) => verdict === 'warn');
  if (warned.length === 0) return [];
  const most = options.failures ?? 20;
  const lines = warned.slice(0, most).map(point => {
    const found = [point.difference, point.received].filter(Boolean).join(' → ') || point.title;
    const [first = ''] = visible(found).split('\n');
    const line = `${point.requirements.join(', ')}  ${point.id}  ${first}`;
    const width = Math.max(40, options.width ?? 80) - 4;
    return `  ${colors.yellow('!')} ${cut(line, width)}`;
  });
  const hidden = warned.length - lines.length;
  return [
    '',
    colors.bold(`Warnings (${warned.length})`),
    ...lines,
    ...(hidden > 0 ? [`  … and ${hidden} more`] : []),
  ];
}

function undecided(report: ConformanceReport, options: SummaryOptions, colors: Colors): string[] {
  const open = report.points.filter(({ verdict }) => verdict === 'inconclusive');
  if (open.length === 0) return [];
  const groups = new Map<string, ReportPoint[]>();
  for (const point of open) {
    const kind = point.undecided ?? point.reason ?? 'not-reached';
    groups.set(kind, [...(groups.get(kind) ?? []), point]);
  }
  const most = Math.max(40, options.width ?? 80) - 9;
  const lines = [...groups]
    .sort(([, a], [, b]) => b.length - a.length)
    .flatMap(([kind, points]) => {
      const [{ id = '' } = {}] = points;
      const line = `  ${String(points.length).padStart(4)} × ${kind}  ${colors.dim(`e.g. ${id}`)}`;
      const words = commonReason(points);
      return words === kind || words === '' ? [line] : [line, `         ${cut(words, most)}`];
    });
  return ['', colors.bold(`Undecided (${open.length})`), ...lines];
}

/** What is said most often of why these points are open, on one line; empty when nothing is. */
function commonReason(points: readonly ReportPoint[]): string {
  const counts = new Map<string, number>();
  for (const { reason } of points) if (reason) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const [[reason = ''] = []] = [...counts].sort(([, a], [, b]) => b - a);
  return visible(reason).split('\n')[0] ?? '';
}

const cut = (line: string, width: number): string =>
  line.length > width ? `${line.slice(0, width - 1)}…` : line;

function hygieneLine({ hygiene }: ConformanceReport, colors: Colors): string {
  const { created, deleted, leaked } = hygiene;
  const line = `Hygiene: ${created} created, ${deleted} deleted, ${leaked.length} left behind`;
  if (leaked.length === 0) return line;
  const names = leaked.slice(0, 3).map(({ name, id }) => (id === undefined ? name : `${name} (${id})`));
  return colors.yellow(`${line}: ${names.join(', ')}${leaked.length > 3 ? ', …' : ''}`);
}

function lagLines({ lag }: ConformanceReport): string[] {
  if (Object.keys(lag).length === 0) return [];
  const seen = Object.entries(lag).filter(([, { max }]) => max > 0);
  if (seen.length === 0) return ['Lag: none; every write was visible at the first read'];
  const kinds = seen.map(([kind, { p50, p95, max }]) => `${kind} p50 ${p50}, p95 ${p95}, max ${max} ms`);
  return [`Lag: ${kinds.join('; ')}`];
}

function coverageLine({ coverage: { operations, uncalled } }: ConformanceReport): string {
  const called = Object.values(operations);
  const shares = Object.entries(sharesOf(called))
    .filter(([, { of }]) => of > 0)
    .map(([what, { covered, of }]) => `${covered} of ${of} ${what}`);
  const line = `Coverage: ${called.length} of ${called.length + uncalled.length} operations`;
  return shares.length > 0 ? `${line}; of these ${shares.join(', ')}` : line;
}

function explorationLines({ explorations }: ConformanceReport): string[] {
  const sum = (part: 'generated' | 'requests') => explorations.reduce((total, one) => total + one[part], 0);
  if (explorations.length === 0) return [];
  const leftOut = explorations.flatMap(({ check, leftOut: names }) => names.map(name => `${check}/${name}`));
  const line = `Generated: ${sum('generated')} cases, ${sum('requests')} requests`;
  if (leftOut.length === 0) return [`${line}; every point of theirs was met`];
  const points = leftOut.length === 1 ? '1 point' : `${leftOut.length} points`;
  return [`${line}; ${points} met by opening cases alone, e.g. ${leftOut[0]}`];
}

function reportLines(options: SummaryOptions): string[] {
  const entries = Object.entries(options.reports ?? {});
  const width = Math.max(0, ...entries.map(([name]) => name.length));
  return entries.length === 0 ? [] : ['', ...entries.map(([name, path]) => `${name.padEnd(width)}  ${path}`)];
}

function verdictLine(report: ConformanceReport, colors: Colors): string {
  const code = reportExitCode(report);
  const words: Record<RunVerdict, string> = {
    conformant: 'CONFORMANT',
    'not-conformant': 'NOT CONFORMANT',
    inconclusive: 'INCONCLUSIVE',
  };
  const fault = code === EXIT.harness ? ', but the suite itself is at fault' : '';
  const partial = report.run.partial ? ', run cut short' : '';
  const paint = verdictPaint(colors, code === EXIT.harness ? 'harness-error' : report.verdict);
  return paint(colors.bold(`${words[report.verdict]}${fault}${partial} (exit code ${code})`));
}

/** The summary of a run: table, failures, warnings, undecided, hygiene, lag, generated cases, coverage, reports, verdict. Ends in a line break. */
export function renderSummary(report: ConformanceReport, options: SummaryOptions): string {
  const colors = pc.createColors(options.color);
  const { target, run } = report;
  const lines = [
    '',
    `${colors.bold(target.name)}  ${target.url}`,
    `${report.points.length} points · ${run.requests} requests · ${run.throttled} throttled · ${formatDuration(run.durationMs)} · effort ${run.effort} · seed ${run.seed}`,
    '',
    ...profileTable(report, colors),
    ...failures(report, options, colors),
    ...warnings(report, options, colors),
    ...undecided(report, options, colors),
    '',
    hygieneLine(report, colors),
    ...lagLines(report),
    ...explorationLines(report),
    coverageLine(report),
    ...reportLines(options),
    '',
    verdictLine(report, colors),
  ];
  return `${lines.join('\n')}\n`;
}
