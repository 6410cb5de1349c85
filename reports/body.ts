/** A JSON value in lines, the one deliberate difference marked and the rest cut to size. */

interface Line {
  text: string;
  /** Dotted path of the value the line begins, e.g. `customization.name`. */
  path: string;
}

const LONGEST_LINE = 160;

function shorten(text: string): string {
  const chars = [...text];
  return chars.length <= LONGEST_LINE
    ? text
    : `${chars.slice(0, LONGEST_LINE).join('')}… (${chars.length} characters)`;
}

function linesOf(value: unknown, path: string, indent: string, label: string, comma: string): Line[] {
  const open = `${indent}${label}`;
  const isList = Array.isArray(value);
  const entries: [string, unknown][] =
    typeof value === 'object' && value !== null ? Object.entries(value) : [];
  if (entries.length === 0) return [{ text: shorten(`${open}${JSON.stringify(value)}${comma}`), path }];
  const inner = entries.flatMap(([key, item], index) => {
    const below = isList ? `${path}[${key}]` : path ? `${path}.${key}` : key;
    const name = isList ? '' : `${JSON.stringify(key)}: `;
    return linesOf(item, below, `${indent}  `, name, index < entries.length - 1 ? ',' : '');
  });
  const [first, last] = isList ? ['[', ']'] : ['{', '}'];
  return [{ text: `${open}${first}`, path }, ...inner, { text: `${indent}${last}${comma}`, path: '' }];
}

/** Which line the difference is about: the longest path it names that is there. */
function markedLine(lines: Line[], difference: string): number {
  const named = difference.replaceAll(/[`'"]/g, '').replaceAll(/\.(\d+)(?=[.\s[]|$)/g, '[$1]');
  let best = -1;
  for (const [index, { path }] of lines.entries()) {
    const next = named.startsWith(path) ? named.charAt(path.length) : undefined;
    const whole = path !== '' && next !== undefined && !/[\w-]/.test(next);
    if (whole && path.length > (lines[best]?.path.length ?? 0)) best = index;
  }
  return best;
}

function cut(lines: string[], keep: number, most: number): string[] {
  if (lines.length <= most) return lines;
  const from = Math.min(Math.max(0, keep - Math.floor(most / 2)), lines.length - most);
  const shown = lines.slice(from, from + most);
  const rest = lines.length - from - most;
  return [
    ...(from > 0 ? [`… (${from} lines)`] : []),
    ...shown,
    ...(rest > 0 ? [`… (${rest} more lines)`] : []),
  ];
}

/**
 * A body in at most about `most` lines. When `difference` begins with the path of a value in it, that line is marked.
 * @returns the lines, and whether one of them carries the mark
 */
export function bodyLines(
  body: unknown,
  options: { difference?: string; most: number },
): { lines: string[]; marked: boolean } {
  if (typeof body === 'string')
    return { lines: cut(body.split(/\r\n|\r|\n/).map(shorten), 0, options.most), marked: false };
  const lines = linesOf(body, '', '', '', '');
  const mark = options.difference === undefined ? -1 : markedLine(lines, options.difference);
  const texts = lines.map(({ text }, index) =>
    index === mark ? `${text}    ◀── ${options.difference}` : text,
  );
  return { lines: cut(texts, Math.max(mark, 0), options.most), marked: mark >= 0 };
}
