/** The coverage as a page of its own: a row for each operation, and below what is missing. It loads nothing and runs nothing. */
import {
  type CoverageReport,
  type Covered,
  type OperationCoverage,
  type Share,
  sharesOf,
} from './coverage.ts';

const STYLE = `
  body { margin: 0; padding: 4px 2px 24px; font: 14px/1.45 system-ui, sans-serif; color: #1b1e23; background: #fff; }
  h1 { font-size: 19px; margin: 0 0 4px; }
  h2 { font-size: 16px; margin: 28px 0 4px; }
  h3 { font-size: 14px; margin: 18px 0 2px; }
  p { margin: 0 0 12px; color: #555b66; }
  table { border-collapse: collapse; width: 100%; font-size: 13px; }
  th, td { padding: 4px 8px; text-align: right; vertical-align: top; border-bottom: 1px solid #dfe3e8; }
  th { background: #f2f4f7; }
  th:first-child, td:first-child, th:nth-child(2), td:nth-child(2) { text-align: left; }
  td { white-space: nowrap; }
  td:nth-child(2) { white-space: normal; }
  th:nth-child(n + 3), td:nth-child(n + 3), td:first-child { width: 1%; }
  tfoot td { font-weight: 600; border-top: 2px solid #b8bfc9; }
  .all { color: #16713c; }
  .none, small { color: #6b7280; }
  dl { margin: 0; display: grid; grid-template-columns: max-content 1fr; gap: 2px 12px; font-size: 13px; }
  dt { color: #555b66; }
  dd { margin: 0; overflow-wrap: anywhere; }
  code { font: 12px/1.5 ui-monospace, monospace; }`;

/** The page, as HTML. */
export function coveragePage({ operations, uncalled }: CoverageReport): string {
  const called = Object.entries(operations);
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Contract coverage</title><style>${STYLE}
</style></head>
<body>
<h1>Contract coverage</h1>
<p>What crossed the wire in this run, set against what the contract knows. It changes no verdict.</p>
${table(called)}
${uncalled.length > 0 ? `<p><br>Not called in this run: ${codes(uncalled)}</p>` : ''}
<h2>Missing, by operation</h2>
${called.map(([name, operation]) => missingOf(name, operation)).join('\n')}
</body>
</html>
`;
}

function table(called: readonly [string, OperationCoverage][]): string {
  const all = sharesOf(called.map(([, operation]) => operation));
  const row = (cells: string[]): string => `<tr>${cells.join('')}</tr>`;
  const head = ['operation', 'answers', ...Object.keys(all)].map(title => `<th>${title}</th>`);
  const body = called.map(([name, operation]) => {
    const answers = Object.entries(operation.statuses).map(
      ([status, count]) => `${status}&nbsp;<small>×${count}</small>`,
    );
    const shares = Object.values(sharesOf([operation])).map(share);
    return row([`<td><code>${escaped(name)}</code></td>`, `<td>${answers.join(', ')}</td>`, ...shares]);
  });
  const foot = [`<td>${called.length} operations</td>`, '<td></td>', ...Object.values(all).map(share)];
  return `<table>
<thead>${row(head)}</thead>
<tbody>
${body.join('\n')}
</tbody>
<tfoot>${row(foot)}</tfoot>
</table>`;
}

function share({ covered, of }: Share): string {
  if (of === 0) return '<td class="none">–</td>';
  return `<td${covered === of ? ' class="all"' : ''}>${covered} of ${of}</td>`;
}

const TITLES = {
  requestFields: 'request fields',
  filterConditions: 'filter conditions',
  responseFields: 'response fields',
  requestEnumMembers: 'enum members, request',
  responseEnumMembers: 'enum members, response',
} as const;

function missingOf(name: string, operation: OperationCoverage): string {
  const kinds = Object.entries(TITLES) as [keyof typeof TITLES, string][];
  const entries = [
    ...kinds.map(([kind, title]) => [title, groups(operation[kind])] as const),
    ['codes', codes(operation.codes.missing)] as const,
    ['other codes answered', codes(operation.codes.unpublished)] as const,
  ].filter(([, content]) => content !== '');
  if (entries.length === 0) return '';
  const list = entries.map(([title, content]) => `<dt>${title}</dt><dd>${content}</dd>`);
  return `<h3><code>${escaped(name)}</code></h3>\n<dl>\n${list.join('\n')}\n</dl>`;
}

/** A line for each path above what is missing. */
function groups({ missing }: Covered): string {
  const lines = Object.entries(missing).map(([above, names]) =>
    above === '' ? codes(names) : `<code>${escaped(above)}</code>: ${codes(names)}`,
  );
  return lines.join('<br>\n');
}

const codes = (names: readonly string[]): string =>
  names.map(name => `<code>${escaped(name)}</code>`).join(', ');

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, char => ENTITIES[char] ?? char);
