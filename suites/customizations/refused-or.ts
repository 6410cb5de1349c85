import type { Answer, JsonObject } from '../../engine/answer.ts';
import { customizationThat } from '../../engine/matchers/entities.ts';
import type { Finding, Matcher } from '../../engine/matchers/matcher.ts';

/** A refusal will do as well; if it was accepted, the customization passes. */
export function refusedOr(find: (customization: JsonObject) => Finding | undefined): Matcher<Answer> {
  return answer => {
    if (answer.status >= 400 && answer.status < 500) return undefined;
    return customizationThat(find)(answer);
  };
}
