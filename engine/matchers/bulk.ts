/** What a bulk answer says of the call as a whole and of each item. */
import { type Answer, inWords, isObject, type JsonObject } from '../answer.ts';
import { bulkOf } from '../reading.ts';
import { isAccepted, isRefused, isRefusedWith } from './answers.ts';
import { compare } from './compare.ts';
import { all, type Finding, type Matcher, show, unless } from './matcher.ts';

/** The `itemMetadata` of every result, in the order of the answer. */
export function itemMetadataIn(answer: Answer): JsonObject[] {
  const results = answer.member('results');
  const listed: unknown[] = Array.isArray(results) ? results : [];
  return listed.map(result => (isObject(result) && isObject(result.itemMetadata) ? result.itemMetadata : {}));
}

function totalsIn(answer: Answer): JsonObject {
  const totals = answer.member('bulkActionMetadata');
  return isObject(totals) ? totals : {};
}

const isCount = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0;

/** Failures the target counts without telling which; there may be no result for them. */
function undetailedIn(answer: Answer): number {
  const { undetailedFailures } = totalsIn(answer);
  return isCount(undetailedFailures) ? undetailedFailures : 0;
}

/** Accepted, with a list of results and an object of totals. */
export const isBulkReport: Matcher<Answer> = all(isAccepted, answer =>
  unless(
    Array.isArray(answer.member('results')) && isObject(answer.member('bulkActionMetadata')),
    'a list "results" and an object "bulkActionMetadata"',
    answer.body,
  ),
);

/** One result for each item of the request; only failures counted as undetailed may lack theirs (CUST-BULK-003). */
export function reportsEach(count: number): Matcher<Answer> {
  return all(isBulkReport, answer => {
    const found = itemMetadataIn(answer).length;
    const least = count - undetailedIn(answer);
    return unless(found > 0 && found >= least && found <= count, `${count} results`, `${found} results`);
  });
}

/** Every result names another position of the request (CUST-BULK-004). */
export function namesPositions(count: number): Matcher<Answer> {
  return all(isBulkReport, answer => {
    const found = itemMetadataIn(answer).map(({ originalIndex }) => originalIndex);
    const fit = found.every(index => isCount(index) && index < count);
    return unless(
      fit && found.length > 0 && new Set(found).size === found.length,
      `distinct positions from 0 to ${count - 1}`,
      found,
    );
  });
}

/** The totals are counts and give the number of items; the successes are those of the results (CUST-BULK-008). */
export function addsUp(count: number): Matcher<Answer> {
  return all(isBulkReport, answer => {
    const { totalSuccesses: won, totalFailures: lost } = totalsIn(answer);
    const told = itemMetadataIn(answer).filter(({ success }) => success === true).length;
    return unless(
      isCount(won) && isCount(lost) && won + lost === count && won === told,
      `totalSuccesses ${told} and totalFailures ${count - told}`,
      totalsIn(answer),
    );
  });
}

/** `undetailedFailures` is a whole number, not above `totalFailures` (CUST-BULK-009). */
export const undetailedAreFailures: Matcher<Answer> = all(isBulkReport, answer => {
  const { undetailedFailures: undetailed, totalFailures: lost } = totalsIn(answer);
  return unless(
    isCount(undetailed) && isCount(lost) && undetailed <= lost,
    'undetailedFailures from 0 to totalFailures',
    totalsIn(answer),
  );
});

/** Every item succeeded and has an id: the one sent at its position, where `ids` are known. */
export function succeedsAll(count: number, ids?: readonly string[]): Matcher<Answer> {
  return all(reportsEach(count), namesPositions(count), answer => {
    const odd = itemMetadataIn(answer).find(({ success, id, originalIndex }) => {
      const known = ids?.[Number(originalIndex)];
      const named = typeof id === 'string' && id.length > 0 && id.length <= 36;
      return success !== true || !named || (known !== undefined && known !== id);
    });
    return odd && { expected: 'every item with success true and its id', received: show(odd) };
  });
}

/** Every failed item says so, with a string code and description (CUST-BULK-007). */
export const explainsFailures: Matcher<Answer> = all(isBulkReport, answer => {
  const failed = itemMetadataIn(answer).filter(({ success }) => success !== true);
  const odd = failed.find(({ success, error }) => {
    const { code, description } = isObject(error) ? error : {};
    return success !== false || typeof code !== 'string' || typeof description !== 'string';
  });
  return odd && { expected: 'success false and an error with code and description', received: show(odd) };
});

/** No result holds an entity (CUST-BULK-010, PROD-BULK-004). */
export const holdsNoEntities: Matcher<Answer> = all(isBulkReport, answer => {
  const results = answer.member('results');
  const found = Array.isArray(results) ? results.filter(isObject) : [];
  const isHeld = (entity: unknown) => entity !== undefined && entity !== null;
  const odd = found.find(({ customization, item }) => isHeld(customization) || isHeld(item));
  return odd && { expected: 'results without their entities', received: show(odd) };
});

/** The result of each position holds an entity that shows at least this. */
export function holdsEntities(expected: readonly object[]): Matcher<Answer> {
  return answer => {
    const items = bulkOf(answer)?.items;
    for (const [i, wanted] of expected.entries()) {
      const held = items?.get(i)?.entity;
      if (!held) return { expected: `result ${i} with its entity`, received: show(items?.get(i)) };
      const finding = compare(wanted, held, `results[${i}]`);
      if (finding) return finding;
    }
    return undefined;
  };
}

/** The whole call was refused, or the report says that this item failed; both are legal (SIL-41). */
export function failsAt(index: number, count: number): Matcher<Answer> {
  return answer => {
    if (!isRefused(answer)) return undefined;
    return all(reportsEach(count), namesPositions(count), addsUp(count), failsItem(index))(answer);
  };
}

function failsItem(index: number): Matcher<Answer> {
  return answer => {
    const item = bulkOf(answer)?.items.get(index);
    const failed = item ? !item.success : undetailedIn(answer) > 0;
    return unless(
      failed,
      `the call refused with 4xx, or item ${index} failed`,
      itemMetadataIn(answer).find(({ originalIndex }) => originalIndex === index),
    );
  };
}

/** Words that name a kind of error, not a rule: no typed code is given then (SIL-42, SIL-43). */
const GENERIC =
  /^(VALIDATION\w*|OTHER|CUSTOM|M(AX|IN)(_\w+)?|FORMAT|DECIMAL_\w+|INVALID_ENUM_VALUE|REQUIRED_FIELD|FIELD_NOT_ALLOWED|ONE_OF_ALIGNMENT|INVALID_ARGUMENT|BAD_REQUEST|FAILED_PRECONDITION|UNKNOWN|\d*)$/;

/** The refusal of the call or the error of the item carries this code, if it carries a typed one at all (SIL-43). */
export function failsWith(code: string, index: number): Matcher<Answer> {
  return answer => {
    if (!isRefused(answer)) return isRefusedWith(code)(answer);
    const item = bulkOf(answer)?.items.get(index);
    if (!item || item.success) return missing(answer, index);
    const given = item.error?.code;
    const told = typeof given === 'string' && !GENERIC.test(given);
    return unless(!told || given === code, `the code ${code}, if any`, given);
  };
}

function missing(answer: Answer, index: number): Finding | undefined {
  if (undetailedIn(answer) > 0) return undefined;
  return { expected: `item ${index} failed`, received: outcomeInWords(answer) };
}

/** What became of a bulk call, for observations. */
export function outcomeInWords(answer: Answer): string {
  const outcome = bulkOf(answer);
  if (answer.status !== 200 || !outcome) return inWords(answer);
  const items = [...outcome.items].map(([index, { success, error }]) =>
    success ? `item ${index} succeeded` : `item ${index} failed with ${show(error?.code)}`,
  );
  return `answered 200: ${items.join(', ')}`;
}
