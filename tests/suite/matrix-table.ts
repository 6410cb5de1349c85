import { requirement } from '../../specs/registry.ts';
import type { FaultRun } from './fault-run.ts';

/** Points named in a cell; the rest is a number. */
const NAMED = 4;

const few = (ids: string[]): string =>
  [...ids.slice(0, NAMED), ...(ids.length > NAMED ? [`and ${ids.length - NAMED} more`] : [])].join('<br>');

function row({ requirement: id, fault, describe, seenBy, collateral }: FaultRun): string {
  const cells = [
    id,
    requirement(id).level,
    `\`${fault}\`<br>${describe}`,
    few(seenBy),
    String(collateral.length),
  ];
  return `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** The matrix as Markdown: requirement × fault × points that turned red. */
export function matrixMarkdown(runs: readonly FaultRun[], scored: readonly string[]): string {
  const seen = runs.filter(({ seenBy }) => seenBy.length > 0).length;
  const proven = new Set(runs.map(run => run.requirement));
  const others = runs.map(({ collateral }) => collateral.length).toSorted((a, b) => a - b);
  return [
    '# The fault matrix',
    '',
    'Written by `npm run matrix`; do not edit. Each row is one broken rule in the reference target, the requirement it',
    'breaks, and the points that turned red and cite that requirement. The last column counts the other red points of',
    'the same areas: what the same defect also breaks.',
    '',
    `- ${seen} of ${runs.length} faults seen by a point that cites their requirement`,
    `- ${scored.filter(id => proven.has(id)).length} of ${scored.length} scored requirements have a fault of their own`,
    `- other red points: median ${others[others.length >> 1] ?? 0}, at most ${others.at(-1) ?? 0}`,
    '',
    '| Requirement | Level | Fault | Seen by | Others |',
    '|---|---|---|---|---|',
    ...runs.map(row),
    '',
  ].join('\n');
}
