/**
 * How a failure reads, in one place: requirement → what was sent → expected / received → curl → documentation → id.
 * Renderers decide only how a section looks, never which come or in what order.
 */
import { type Requirement, requirement } from '../specs/registry.ts';
import { bodyLines } from './body.ts';
import type { ReportPoint } from './report.ts';

/** The sections in reading order. */
export const SECTION_ORDER = [
  'requirement',
  'case',
  'sent',
  'expected',
  'received',
  'reason',
  'curl',
  'requests',
  'replay',
  'documentation',
  'identity',
] as const;
export type SectionKind = (typeof SECTION_ORDER)[number];

export interface Section {
  kind: SectionKind;
  /** What the section is called in front of readers. */
  title: string;
  lines: string[];
}

export interface DocumentationLink {
  name: string;
  url: string;
}

const TITLES: Record<SectionKind, string> = {
  requirement: 'Requirement',
  case: 'Case',
  sent: 'Sent',
  expected: 'Expected',
  received: 'Received',
  reason: 'Reason',
  curl: 'Try it',
  requests: 'All requests of the case',
  replay: 'Run it again',
  documentation: 'Documentation',
  identity: 'Id',
};

function requirementsOf(point: ReportPoint): Requirement[] {
  return point.requirements.map(requirement);
}

/** Where a requirement can be read up on the web, each address once. */
export function documentationOf(ids: readonly string[]): DocumentationLink[] {
  const links = new Map<string, DocumentationLink>();
  for (const { label, url } of ids.flatMap(id => requirement(id).sources))
    if (/^https?:\/\//.test(url) && !links.has(url))
      links.set(url, { name: `${url.split('/').at(-1)} (${label})`, url });
  return [...links.values()];
}

function sentLines(point: ReportPoint, most: number): string[] {
  const { exchange, difference } = point;
  if (!exchange) return difference === undefined ? [] : [`differs from the control: ${difference}`];
  const { request } = exchange;
  const body =
    request.body === undefined ? { lines: [], marked: false } : bodyLines(request.body, { difference, most });
  return [
    `${request.method} ${request.url}`,
    ...(difference !== undefined && !body.marked ? [`◀── differs from the control: ${difference}`] : []),
    ...body.lines,
  ];
}

function receivedLines(point: ReportPoint, most: number): string[] {
  const said = point.received === undefined ? [] : point.received.split('\n');
  const { response, error } = point.exchange ?? {};
  if (!response) return error === undefined ? said : [...said, `no response: ${error}`];
  const answer = [
    `HTTP ${response.status}`,
    ...(response.body === undefined ? [] : bodyLines(response.body, { most }).lines),
  ];
  return [...said, ...answer];
}

const numbered = (steps: readonly string[]): string[] => steps.map((step, i) => `${i + 1}. ${step}`);

function identityLine(point: ReportPoint): string {
  const bound = requirementsOf(point).map(({ id, level }) =>
    level === point.level ? `${id} (${level})` : `${id} (${level}, judged here as ${point.level})`,
  );
  return `${bound.join(', ')} · ${point.id} · ${point.profile} · ${point.verdict}`;
}

/**
 * A point that is not green, laid out for reading.
 * @param options.bodyLines how many lines of a body to show, 20 unless told
 */
export function failureSections(point: ReportPoint, options: { bodyLines?: number } = {}): Section[] {
  const most = options.bodyLines ?? 20;
  const split = (text?: string): string[] => (text === undefined || text === '' ? [] : text.split('\n'));
  const content: Record<SectionKind, string[]> = {
    requirement: requirementsOf(point).map(({ statement }) => statement),
    case: point.counterexample ? numbered(point.counterexample.told) : [],
    sent: sentLines(point, most),
    expected: split(point.expected),
    received: receivedLines(point, most),
    reason: split(
      point.undecided && point.reason
        ? `${point.undecided}: ${point.reason}`
        : (point.reason ?? point.undecided),
    ),
    curl: split(point.curl),
    requests: split(point.counterexample?.curl),
    replay: split(point.replay),
    documentation: documentationOf(point.requirements).map(({ url }) => url),
    identity: [identityLine(point)],
  };
  return SECTION_ORDER.filter(kind => content[kind].length > 0).map(kind => ({
    kind,
    title: TITLES[kind],
    lines: content[kind],
  }));
}

const FENCED: Partial<Record<SectionKind, string>> = {
  sent: 'json',
  received: 'json',
  curl: 'sh',
  requests: 'sh',
  replay: 'sh',
};

function fence(lines: string[], language: string): string {
  const longest = Math.max(2, ...lines.flatMap(line => [...line.matchAll(/`+/g)].map(([run]) => run.length)));
  const marks = '`'.repeat(longest + 1);
  return `${marks}${language}\n${lines.join('\n')}\n${marks}`;
}

/** Text that markdown shows as it is. */
export function markdownEscape(text: string): string {
  return text.replaceAll(/[\\*_[\]<>#|~]/g, char => `\\${char}`);
}

function markdownSection({ kind, title, lines }: Section): string {
  // Requirement sentences are ours and written with backticks for code; everything else is foreign text.
  if (kind === 'requirement') return lines.map(line => `> ${line}`).join('\n>\n');
  const language = FENCED[kind];
  if (language !== undefined) return `**${title}**\n\n${fence(lines, language)}`;
  if (kind === 'documentation') return `**${title}**\n\n${lines.map(url => `- <${url}>`).join('\n')}`;
  return `**${title}**: ${lines.map(markdownEscape).join('  \n')}`;
}

/** The failure as markdown. */
export function failureMarkdown(point: ReportPoint): string {
  return failureSections(point).map(markdownSection).join('\n\n');
}
