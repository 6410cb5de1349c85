/** A request as a shell command anyone can paste: POSIX `sh`, the credential a variable, the body byte for byte. */
import type { ExchangeRecord } from '../engine/result.ts';

/** The shell variable that stands for the credential in every command we print. */
export const TOKEN_VARIABLE = 'CATALOG_V3_TOKEN';

/** Longest body (bytes) that is quoted in place; a longer one is handed over on standard input. */
const INLINE_BYTES = 4096;

/** Headers that curl works out itself; repeating the old value would spoil the request. */
const COMPUTED = new Set(['host', 'content-length', 'connection', 'transfer-encoding', 'accept-encoding']);

/** Headers whose value is a credential whatever it says. */
const CREDENTIALS = new Set(['authorization', 'proxy-authorization', 'cookie', 'x-api-key', 'api-key']);

/** What the engine writes where a secret stood; a header that says so is replaced by a variable too. */
const REDACTED = '[redacted]';

/** `text` as one word of a POSIX shell, whatever it contains. */
export function shellQuote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Whether the value of this header must never be printed. */
export function isCredential(name: string, value = ''): boolean {
  return CREDENTIALS.has(name.toLowerCase()) || value.includes(REDACTED);
}

/** The shell variable that stands for the value of this header. */
export function credentialVariable(name: string): string {
  if (name.toLowerCase() === 'authorization') return TOKEN_VARIABLE;
  return `CATALOG_V3_${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
}

function headerOption(name: string, value: string): string {
  if (isCredential(name, value)) return `-H "${name}: $${credentialVariable(name)}"`;
  // curl reads `name:` as "do not send it" and `name;` as "send it empty".
  return `-H ${shellQuote(value === '' ? `${name};` : `${name}: ${value}`)}`;
}

function headerOptions(headers: Record<string, string>, hasBody: boolean): string[] {
  const sent = Object.entries(headers).filter(([name]) => !COMPUTED.has(name.toLowerCase()));
  const options = sent.map(([name, value]) => headerOption(name, value));
  const typed = sent.some(([name]) => name.toLowerCase() === 'content-type');
  // Left alone, curl would call the body a form.
  return hasBody && !typed ? [...options, "-H 'content-type:'"] : options;
}

function methodOption(method: string): string {
  // `-X HEAD` would wait for a body that never comes.
  return method === 'HEAD' ? '--head' : `-X ${method}`;
}

function urlOptions(url: string): string[] {
  const [path = ''] = url.split(/[?#]/, 1);
  return [
    ...(/[[\]{}]/.test(url) ? ['--globoff'] : []),
    ...(/\/\.\.?(\/|$)/.test(path) ? ['--path-as-is'] : []),
  ];
}

/** Bytes that a terminal would act on instead of passing them on, spelled as `printf` escapes. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

function printfFormat(body: string): string {
  const plain = body.replaceAll('\\', '\\\\').replaceAll('%', '%%');
  // A leading dash would be read as an option.
  const escaped = plain.replace(/^-/, '\\055');
  return escaped.replace(CONTROL, char => `\\${char.charCodeAt(0).toString(8).padStart(3, '0')}`);
}

function delimiterFor(body: string): string {
  const lines = new Set(body.split('\n'));
  let delimiter = 'EOF';
  while (lines.has(delimiter)) delimiter += '_';
  return delimiter;
}

/** The command around `options`, with the body handed over in the plainest way that keeps every byte. */
function withBody(options: string[], body: string): string {
  const command = (last: string): string => [...options, last].join(' \\\n  ');
  const control = body.search(CONTROL) !== -1;
  if (!control && Buffer.byteLength(body) <= INLINE_BYTES) return command(`--data-raw ${shellQuote(body)}`);
  if (!control && !body.includes('\n')) {
    // A here-document ends in a line break; `--data` drops it, `--data-binary` would send it.
    const delimiter = delimiterFor(body);
    return `${command(`--data @- <<'${delimiter}'`)}\n${body}\n${delimiter}`;
  }
  if (!control && body.endsWith('\n')) {
    const delimiter = delimiterFor(body);
    return `${command(`--data-binary @- <<'${delimiter}'`)}\n${body}${delimiter}`;
  }
  return `printf ${shellQuote(printfFormat(body))} | ${command('--data-binary @-')}`;
}

/** The text of a recorded body: text as it was sent, anything else as compact JSON. */
export function bodyText(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

/**
 * The request as a `curl` command for a POSIX shell.
 *
 * The credential is read from `$CATALOG_V3_TOKEN`; what the record says in its place is never printed.
 */
export function curlOf(request: ExchangeRecord['request']): string {
  const hasBody = request.body !== undefined;
  const first = ['curl -sS -i', methodOption(request.method), ...urlOptions(request.url)].join(' ');
  const options = [`${first} ${shellQuote(request.url)}`, ...headerOptions(request.headers, hasBody)];
  return hasBody ? withBody(options, bodyText(request.body)) : options.join(' \\\n  ');
}
