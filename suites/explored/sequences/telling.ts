/** Sequences in words. */
import { type NewEntity, type Sequence, STRANGER, type Step } from '../../../generators/steps.ts';
import { quoted } from '../telling.ts';

const nth = (place: number): string => `number ${place + 1} of those that are there`;
const entity = ({ kind, tail, choices }: NewEntity): string => {
  const withChoices = kind === 'free text modifier' ? '' : ` with choices ${choices.join(', ')}`;
  return `a ${kind} named …${quoted(tail)}${withChoices}`;
};
const places = (of: readonly number[]): string => of.map(place => place + 1).join(', ');
const revisionOf = (stale: boolean): string => (stale ? ', with a revision that is not current' : '');

const TELL: { [D in Step['do']]: (step: Extract<Step, { do: D }>) => string } = {
  create: step => `create ${entity(step)}`,
  rename: ({ at, tail, stale }) => `rename ${nth(at)} to …${quoted(tail)}${revisionOf(stale)}`,
  'rename to the same': ({ at }) => `update ${nth(at)} with the name it has`,
  get: ({ at }) => `get ${nth(at)}`,
  delete: ({ at }) => `delete ${nth(at)}`,
  'use the deleted': ({ at, by }) => `${by} number ${at + 1} of the deleted`,
  list: () => 'query and count them all',
  add: ({ at, names }) => `add the choices ${names.join(', ')} to ${nth(at)}`,
  set: ({ at, names }) => `set the choices of ${nth(at)} to ${names.join(', ')}`,
  remove: ({ at, of, revision }) =>
    `remove the choices ${of.map(place => (place === STRANGER ? 'of nobody' : place + 1)).join(', ')} of ${nth(at)}, with ${revision === 'none' ? 'no' : `the ${revision}`} revision`,
  link: ({ at, of, to, stale }) =>
    `link choice ${of + 1} of ${nth(at)} to its choices ${places(to)}${revisionOf(stale)}`,
  reorder: ({ at, turn, lacks, stale }) =>
    `turn the choices of ${nth(at)} by ${turn}${lacks ? ', without the last' : ''}${revisionOf(stale)}`,
  'bulk create': ({ entities }) => `create in bulk: ${entities.map(entity).join('; ')}`,
  'bulk rename': ({ of, tail, stale }) =>
    `rename in bulk numbers ${places(of)} to …${quoted(tail)}${stale ? ', the first with a revision that is not current' : ''}`,
  'bulk add': ({ of, names }) => `add in bulk the choices ${names.join(', ')} to numbers ${places(of)}`,
};

/** A line for each step; at the end everything is read again. */
export function tellSequence({ begin, steps }: Sequence<Step>): string[] {
  const told = steps.map(step => (TELL[step.do] as (step: Step) => string)(step));
  return [
    ...begin.map(one => `create ${entity(one)}`),
    ...told,
    'read what there is, by Get, Query and Count',
  ];
}
