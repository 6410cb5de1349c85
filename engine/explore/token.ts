/** A case as one word: what a report prints, a shell takes, and a file keeps. */
import { deflateSync, inflateSync } from 'node:zlib';
import { isObject } from '../../specs/json.ts';

/** A case of a check, as plain data. */
export interface Case {
  check: string;
  tried: unknown;
}

/** Version of what is inside; another one is not understood. */
const PREFIX = 'case1-';

/** Letters, digits, `-` and `_` only: no shell and no URL has a meaning for them. */
export function tokenOf({ check, tried }: Case): string {
  return PREFIX + deflateSync(JSON.stringify([check, tried]), { level: 9 }).toString('base64url');
}

/** The case a token stands for; `undefined` when it is none, or was damaged on its way (zlib keeps a checksum). */
export function caseOf(token: string): Case | undefined {
  if (!token.startsWith(PREFIX)) return undefined;
  try {
    const text = inflateSync(Buffer.from(token.slice(PREFIX.length), 'base64url')).toString('utf8');
    const [check, tried] = JSON.parse(text) as unknown[];
    return typeof check === 'string' && isObject(tried) ? { check, tried } : undefined;
  } catch {
    return undefined;
  }
}
