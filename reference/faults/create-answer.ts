/** Defects of Create in what it answers and what it leaves behind. */
import type { Call } from '../../specs/operations.ts';
import { choiceNamesUnique, type Rule } from '../../specs/rules.ts';
import { type Fault, fault, rules } from './fault.ts';
import { hides } from './filters.ts';
import { answers, around, choicesOf, entities, envelope, inputOf, list, object } from './tools.ts';

const CREATE = 'createCustomization';

const textOption = (name: unknown): Call => ({
  operation: CREATE,
  body: {
    customization: {
      name: typeof name === 'string' && name.trim() ? name.slice(0, 50) : 'left behind',
      customizationType: 'PRODUCT_OPTION',
      customizationRenderType: 'TEXT_CHOICES',
      choicesSettings: { choices: [{ choiceType: 'CHOICE_TEXT', name: 'one' }] },
    },
  },
});

const withoutRule = (rule: Rule) =>
  rules(sound => ({
    rules: operation => sound.rules(operation).filter(one => operation !== CREATE || one !== rule),
  }));

export const createAnswerFaults: Fault[] = [
  fault(
    'create-answers-201',
    'CUST-CREATE-001',
    'A successful create answers 201.',
    answers(CREATE, (_body, reply) => {
      reply.status = 201;
    }),
  ),
  fault(
    'create-answers-bare-entity',
    'CUST-CREATE-001',
    'A successful create answers the entity without its envelope.',
    answers(CREATE, (body, reply) => {
      reply.body = body.customization;
    }),
  ),
  fault(
    'create-answers-nothing',
    'CUST-CREATE-001',
    'A successful create answers an empty object.',
    answers(CREATE, (_body, reply) => {
      reply.body = {};
    }),
  ),
  fault(
    'create-answer-without-id',
    ['CUST-CREATE-028', 'CUST-MODEL-001'],
    'The answer to a create lacks the id.',
    entities(customization => {
      delete customization.id;
    }, CREATE),
  ),
  fault(
    'create-answer-without-choice-ids',
    ['CUST-CREATE-029', 'CUST-MODEL-025'],
    'The answer to a create lacks the ids of choices.',
    entities(customization => {
      for (const choice of choicesOf(customization)) delete choice.id;
    }, CREATE),
  ),
  fault(
    'create-dates-differ',
    'CUST-CREATE-032',
    'A new entity has been updated a second after its creation.',
    entities(customization => {
      if (customization.revision === '1')
        customization.updatedDate = new Date(
          Date.parse(String(customization.createdDate)) + 1000,
        ).toISOString();
    }),
  ),
  fault(
    'create-equal-choice-names',
    ['CUST-CREATE-037', 'CUST-MODEL-031'],
    'Two choices of one name are accepted.',
    withoutRule(choiceNamesUnique),
  ),
  fault(
    'create-names-must-differ',
    'CUST-CREATE-076',
    'A name can be used once only.',
    around(next => call => {
      if (call.operation !== CREATE) return next(call);
      const { name } = inputOf(object(call.body) ?? {});
      const taken =
        typeof name === 'string' &&
        next({ operation: 'countCustomizations', body: { filter: { name: { $eq: name } } } });
      return taken && Number(object(taken.body)?.count) > 0 ? envelope(409, 'NAME_TAKEN') : next(call);
    }),
  ),
  fault(
    'create-not-readable',
    ['CUST-CREATE-083', 'CUST-GET-001'],
    'Get finds an entity only once it has been updated.',
    around(next => call => {
      const reply = next(call);
      const found = object(object(reply.body)?.customization);
      return call.operation === 'getCustomization' && found?.revision === '1'
        ? envelope(404, 'NOT_FOUND')
        : reply;
    }),
  ),
  fault(
    'create-not-queryable',
    ['CUST-CREATE-084', 'CUST-QUERY-FILTER-066'],
    'New entities never show up in Query.',
    hides('queryCustomizations', CREATE),
  ),
  fault(
    'create-shows-count',
    ['CUST-CREATE-085', 'CUST-MODEL-048'],
    'The answer to a create shows the number of products.',
    entities(customization => {
      customization.assignedProductsCount = 0;
    }, CREATE),
  ),
  fault('create-broken-json', 'CUST-CREATE-086', 'A create request that is no JSON answers 200.', {
    wire: next => request => {
      const answer = next(request);
      return answer.status === 400 && isBroken(request.body) && request.path.endsWith('/customizations')
        ? { status: 200, body: {} }
        : answer;
    },
  }),
  fault(
    'create-refused-but-stored',
    ['CUST-CREATE-088', 'CUST-ERROR-024'],
    'A refused create leaves an entity behind.',
    around(next => call => {
      const reply = next(call);
      if (call.operation === CREATE && reply.status >= 400)
        next(textOption(inputOf(object(call.body) ?? {}).name));
      return reply;
    }),
  ),
  fault(
    'create-loses-last-choice',
    'CUST-CREATE-018',
    'The last of several choices is lost.',
    entities(customization => {
      const all = list(object(customization.choicesSettings)?.choices);
      if (customization.customizationRenderType === 'TEXT_CHOICES' && all.length > 1) all.pop();
    }),
  ),
];

function isBroken(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch {
    return true;
  }
}
