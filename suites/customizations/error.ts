/** Errors: the shape of a refusal, the words it uses, and what no mistake of a client may cause. */
import { randomUUID } from 'node:crypto';
import { type Answer, inWords, isObject } from '../../engine/answer.ts';
import { ABSENT, change } from '../../engine/change.ts';
import { type Chapter, check } from '../../engine/check.ts';
import {
  applicationErrorOf,
  hasStatus,
  isErrorEnvelope,
  isNoServerError,
  isNoSuccess,
  violationsOf,
} from '../../engine/matchers/answers.ts';
import { all, show, unless } from '../../engine/matchers/matcher.ts';
import { standing } from '../../engine/standing.ts';
import { OPERATIONS } from '../../specs/operations.ts';
import { applicationErrors, byTheApi, isOfCustomizations, isString, ofRefusals } from '../refusal-facts.ts';
import { violationRules } from './error-rules.ts';
import { FREE_TEXT, SWATCH_OPTION, TEXT_MODIFIER, TEXT_OPTION } from './kinds.ts';
import { mistaken } from './mistaken.ts';
import { renaming } from './renaming.ts';

const choices = 'customization.choicesSettings.choices';

const validationError = check({
  id: 'customizations.error.validation',
  title: 'A broken limit or format answers 400 with field violations',
  profile: 'core',
  points: { violations: 'CUST-ERROR-002' },
  async run({ judge, ...context }) {
    const broken = [
      await mistaken(context, TEXT_OPTION, 'customization.name', 'n'.repeat(51)),
      await mistaken(context, SWATCH_OPTION, `${choices}.0.colorCode`, 'red'),
      await mistaken(context, FREE_TEXT, 'customization.freeTextInput.title', 't'.repeat(101)),
    ];
    const hasViolations = all(hasStatus(400), ({ body }: Answer) =>
      unless(violationsOf(body).length > 0, 'details.validationError.fieldViolations with an entry', body),
    );
    for (const answer of broken) judge('violations', answer, hasViolations);
  },
});

const customError = check({
  id: 'customizations.error.custom',
  title: 'A documented custom error carries a validation error or an application error',
  profile: 'core',
  points: { details: 'CUST-ERROR-008' },
  async run({ judge, ...context }) {
    const twice = [
      { choiceType: 'CHOICE_TEXT', name: 'Small' },
      { choiceType: 'CHOICE_TEXT', name: 'Small' },
    ];
    judge('details', await mistaken(context, TEXT_OPTION, choices, twice), ({ body }) =>
      unless(
        violationsOf(body).length > 0 || applicationErrorOf(body) !== undefined,
        'details.validationError or details.applicationError',
        body,
      ),
    );
  },
});

const unknownEntity = check({
  id: 'customizations.error.unknown-entity',
  title: 'An unknown entity answers 404',
  profile: 'core',
  points: { notFound: 'CUST-ERROR-017' },
  async run({ api, judge, use }) {
    await use(TEXT_OPTION.control);
    judge(
      'notFound',
      await api.get(randomUUID(), { difference: 'an id that no entity has' }),
      hasStatus(404),
    );
  },
});

const noServerError = check({
  id: 'customizations.error.no-server-error',
  title: 'No mistake of the client answers 5xx',
  profile: 'core',
  points: { no5xx: 'CUST-ERROR-020' },
  async run({ api, given, judge, draw, use }) {
    const context = { api, given, draw, use };
    const made = await given.customization(draw(TEXT_OPTION.arbitrary()));
    const query = (path: string, value: unknown) => api.query(change({ query: {} }, path, value));
    const { method, path } = OPERATIONS.createCustomization;
    const mistakes = [
      mistaken(context, TEXT_OPTION, 'customization.name', 'n'.repeat(51)),
      mistaken(context, TEXT_OPTION, choices, []),
      mistaken(context, TEXT_OPTION, `${choices}.0.choiceType`, 'TEXT'),
      mistaken(context, TEXT_MODIFIER, `${choices}.0.defaultAddedPrice`, 'five'),
      api.odd('createCustomization', { body: {} }, 'customization: left out'),
      api.raw({ method, path, headers: {}, text: '{"customization": {' }, 'the JSON ends too early'),
      api.get(randomUUID(), { difference: 'an id that no entity has' }),
      api.get('not-a-guid', { difference: 'the id is "not-a-guid"' }),
      api.update(made.id, change(renaming(made, given.name()), 'customization.revision', '1000')),
      api.update(made.id, change(renaming(made, given.name()), 'customization.revision', ABSENT)),
      api.delete(randomUUID(), 'an id that no entity has'),
      query('query.cursorPaging.limit', 101),
      query('query.cursorPaging.cursor', 'not-a-cursor'),
      query('query.sort', Array(6).fill({ fieldName: 'name' })),
      query('query.filter', { shoeSize: 43 }),
    ];
    for (const answer of await Promise.all(mistakes)) judge('no5xx', answer, isNoServerError);
  },
});

const routes = check({
  id: 'customizations.error.routes',
  title: 'An unknown sub-path is no success; what a wrong method answers is recorded',
  profile: 'core',
  points: {
    subPath: 'CUST-ERROR-026',
    method: 'CUST-ERROR-025',
    contentType: 'CUST-ERROR-028',
    requestId: 'CUST-ERROR-023',
  },
  async run({ api, given, judge, draw }) {
    const call = api.create(given.named(draw(TEXT_OPTION.arbitrary())));
    const { id } = await call.accepted();
    const answer = await call;
    const requestId = answer.exchange.response?.headers['x-wix-request-id'];
    judge.observed('requestId', answer, requestId ? 'X-Wix-Request-Id is sent' : 'no X-Wix-Request-Id');
    const { path } = OPERATIONS.createCustomization;
    const json = { headers: {}, text: '{}' };
    const unknown = { method: 'POST', path: `${path}/${id}/no-such-action`, ...json };
    judge('subPath', await api.raw(unknown, 'a sub-path that does not exist'), isNoSuccess);
    judge.observed(
      'method',
      await api.raw({ method: 'PUT', path: `${path}/${id}`, ...json }, 'PUT in place of PATCH'),
    );
    const plain = {
      method: 'POST',
      path: `${path}/count`,
      headers: { 'content-type': 'text/plain' },
      text: '{}',
    };
    judge.observed('contentType', await api.raw(plain, 'content-type: text/plain'));
  },
});

const twoErrors = check({
  id: 'customizations.error.observes.two-at-once',
  title: 'Two independent errors in one request',
  profile: 'core',
  points: { together: 'CUST-ERROR-009', rules: 'CUST-ERROR-004' },
  async run({ api, given, judge, draw, use }) {
    await use(TEXT_OPTION.control);
    const body = change(
      { customization: given.named(draw(TEXT_OPTION.arbitrary())) },
      'customization.name',
      'n'.repeat(51),
    );
    const both = change(body.body, 'customization.choicesSettings.choices.0.name', '');
    const answer = await api.create({
      body: both.body,
      difference: `${body.difference}; ${both.difference}`,
    });
    const violations = violationsOf(answer.body);
    judge.observed('together', answer, `${inWords(answer)}, ${violations.length} violations reported`);
    judge.observed(
      'rules',
      answer,
      `violatedRule: ${show(violations.map(({ violatedRule }) => violatedRule))}`,
    );
  },
});

const envelope = standing({
  id: 'customizations.error.envelope',
  title: 'Every refusal has the documented shape',
  profile: 'core',
  points: {
    body: [
      'CUST-ERROR-001',
      {
        of: 'refusal',
        when: refused => isOfCustomizations(refused) && byTheApi(refused),
        broken: ({ answer }) => isErrorEnvelope(answer),
      },
    ],
    violation: [
      'CUST-ERROR-003',
      ofRefusals(isOfCustomizations, violationsOf, found =>
        unless(
          [found.field, found.description, found.violatedRule].every(isString),
          'string field, description and violatedRule',
          found,
        ),
      ),
    ],
    ruleName: [
      'CUST-ERROR-005',
      ofRefusals(isOfCustomizations, violationsOf, found =>
        unless(found.ruleName === undefined || isString(found.ruleName), 'ruleName: a string', found),
      ),
    ],
    applicationError: [
      'CUST-ERROR-006',
      ofRefusals(isOfCustomizations, applicationErrors, found =>
        unless(isString(found.code) && isString(found.description), 'string code and description', found),
      ),
    ],
    data: [
      'CUST-ERROR-007',
      ofRefusals(isOfCustomizations, applicationErrors, found =>
        unless(
          found.data === undefined || found.data === null || isObject(found.data),
          'data: an object',
          found,
        ),
      ),
    ],
  },
});

export const errors: Chapter = {
  title: 'Errors',
  checks: [validationError, ...violationRules, customError, unknownEntity, noServerError, routes, twoErrors],
  standing: [envelope],
};
