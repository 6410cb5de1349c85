/** Judging a request: its form by the schema, then the named rules of its operation. */
import type { SchemaName, SchemaViolation } from '../contract.ts';
import type { OperationId } from '../operations.ts';
import type { Rule } from '../rules.ts';
import { applicationError, type Refusal, validationError } from './refusal.ts';
import type { Semantics } from './semantics.ts';

/** Where the customization-shaped subject of a rule sits in the request. */
export interface Subject {
  value: unknown;
  stored?: unknown;
  /** Dotted path in front of the paths that rules report. */
  prefix: string;
  /** What the rules call `choicesSettings.choices` when the request has the list elsewhere. */
  choicesAt?: string;
  /** The one path to report when those that rules find are not in the request. */
  everyPath?: string;
}

export interface Judge {
  /** Violations that the semantics do not tolerate. */
  violations(schema: SchemaName, value: unknown, operation: OperationId): SchemaViolation[];
  /** The refusal for these violations. */
  malformed(violations: readonly SchemaViolation[], operation: OperationId): Refusal;
  /** The first of these rules that the subject breaks, as a refusal. */
  broken(rules: readonly Rule[], subject: Subject, operation: OperationId): Refusal | undefined;
  /** A refusal by code at one field, or of the whole call. */
  refuse(code: string, description: string, operation: OperationId, extra?: Extra): Refusal;
}

interface Extra {
  field?: string;
  data?: Record<string, unknown>;
}

type Validators = (name: SchemaName) => (value: unknown) => SchemaViolation[];

/** Rules that the service reports under a `violatedRule` of their own rather than as a custom rule. */
const OWN_RULES = new Set([
  'ONE_OF_ALIGNMENT',
  'REQUIRED_ONE_OF_FIELD',
  'FIELD_NOT_ALLOWED',
  'FORMAT',
  'REQUIRED_FIELD',
  'VALIDATION',
]);

export function createJudge(validators: Validators, semantics: Semantics): Judge {
  const refuse: Judge['refuse'] = (code, description, operation, { field = '', data } = {}) => {
    const status = semantics.statusOf(code, operation);
    if (!semantics.isViolation(code, operation)) return applicationError(status, code, description, data);
    return validationError(status, [{ ...violationOf(code, field, description), ...(data && { data }) }]);
  };
  return {
    refuse,
    violations: (schema, value, operation) =>
      validators(schema)(value).filter(one => !semantics.tolerates(one, operation)),
    malformed(violations, operation) {
      const fieldViolations = violations.map(one => ({
        field: one.path,
        description: one.message,
        violatedRule: semantics.violatedRule(one),
      }));
      return validationError(semantics.statusOf(undefined, operation), fieldViolations);
    },
    broken(rules, subject, operation) {
      for (const rule of rules) {
        const found = rule.find(subject.value, subject.stored).map(path => requestPath(path, subject));
        const paths = [...new Set(found)];
        if (paths.length === 0) continue;
        const code = codeFor(rule, subject, operation);
        const description = `breaks the rule that ${rule.describe}`;
        if (!semantics.isViolation(code, operation)) return refuse(code, description, operation);
        const violations = paths.map(field => violationOf(code, field, description));
        return validationError(semantics.statusOf(code, operation), violations);
      }
      return undefined;
    },
  };
}

function violationOf(code: string, field: string, description: string) {
  return OWN_RULES.has(code)
    ? { field, description, violatedRule: code }
    : { field, description, violatedRule: 'OTHER', ruleName: code };
}

/** Bulk create has a typed code of its own for choices on free text (CUST-BULK-017). */
function codeFor(rule: Rule, { value }: Subject, operation: OperationId): string {
  const { customizationRenderType, choicesSettings } = value as Record<string, unknown>;
  return operation === 'bulkCreateCustomizations' &&
    rule.code === 'ONE_OF_ALIGNMENT' &&
    customizationRenderType === 'FREE_TEXT' &&
    choicesSettings !== undefined
    ? 'DOESNT_SUPPORT_CHOICES'
    : rule.code;
}

function requestPath(path: string, { prefix, choicesAt, everyPath }: Subject): string {
  if (everyPath !== undefined) return everyPath;
  const own = choicesAt === undefined ? path : path.replace(/^choicesSettings\.choices/, choicesAt);
  return prefix ? `${prefix}.${own}` : own;
}
