/** The words of a validation error: which rule it names, and which field. */
import type { JsonObject } from '../../engine/answer.ts';
import { ABSENT } from '../../engine/change.ts';
import { type Check, check } from '../../engine/check.ts';
import { hasViolation, violationsOf } from '../../engine/matchers/answers.ts';
import { type Finding, show, unless } from '../../engine/matchers/matcher.ts';
import { type Kind, SWATCH_OPTION, TEXT_MODIFIER, TEXT_OPTION } from './kinds.ts';
import { mistaken } from './mistaken.ts';

const choices = 'customization.choicesSettings.choices';

/** Which word a validation error uses for which mistake (CUST-ERROR-010 … -016). */
const RULES: [
  requirement: string,
  id: string,
  kind: Kind,
  path: string,
  value: unknown,
  rules: string[],
  field: string,
][] = [
  ['CUST-ERROR-011', 'max-length', TEXT_OPTION, 'customization.name', 'n'.repeat(51), ['MAX_LENGTH'], 'name'],
  ['CUST-ERROR-011', 'min-length', TEXT_OPTION, 'customization.name', '', ['MIN_LENGTH'], 'name'],
  ['CUST-ERROR-012', 'min-size', TEXT_OPTION, choices, [], ['MIN_SIZE'], 'choices'],
  [
    'CUST-ERROR-013',
    'decimal-scale',
    TEXT_MODIFIER,
    `${choices}.0.defaultAddedPrice`,
    '1.2345',
    ['DECIMAL_MAX_SCALE'],
    'defaultAddedPrice',
  ],
  [
    'CUST-ERROR-013',
    'decimal-low',
    TEXT_MODIFIER,
    `${choices}.0.defaultAddedPrice`,
    '-1',
    ['DECIMAL_GTE'],
    'defaultAddedPrice',
  ],
  [
    'CUST-ERROR-013',
    'decimal-high',
    TEXT_MODIFIER,
    `${choices}.0.defaultAddedPrice`,
    '1000000000',
    ['DECIMAL_LTE'],
    'defaultAddedPrice',
  ],
  ['CUST-ERROR-014', 'required', TEXT_OPTION, 'customization.name', ABSENT, ['REQUIRED_FIELD'], 'name'],
  [
    'CUST-ERROR-015',
    'enum',
    TEXT_OPTION,
    'customization.customizationType',
    'OPTION',
    ['INVALID_ENUM_VALUE'],
    'customizationType',
  ],
  ['CUST-ERROR-016', 'format', SWATCH_OPTION, `${choices}.0.colorCode`, '#GGGGGG', ['FORMAT'], 'colorCode'],
];

function ruleName([requirement, id, kind, path, value, rules, field]: (typeof RULES)[number]): Check {
  return check({
    id: `customizations.error.rule.${id}`,
    title: `The violation is called ${rules.join(' or ')} and names the field`,
    profile: 'core',
    points: { rule: requirement, field: 'CUST-ERROR-010' },
    async run({ judge, ...context }) {
      const answer = await mistaken(context, kind, path, value);
      judge('rule', answer, hasViolation(rules));
      judge('field', answer, ({ body }) => namesField(violationsOf(body), field));
    },
  });
}

/** The path of the member in the request, positions in either notation: `customization.choicesSettings.choices[0].name`. */
function namesField(violations: JsonObject[], field: string): Finding | undefined {
  const path = new RegExp(`^customization(?:\\.\\w+|\\[\\d+\\])*\\.${field}$`);
  const fields = violations.map(violation => String(violation.field));
  return unless(
    fields.some(found => path.test(found)),
    `a violation on customization.….${field}`,
    show(fields),
  );
}

export const violationRules: Check[] = RULES.map(ruleName);
