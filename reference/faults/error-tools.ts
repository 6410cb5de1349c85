/** What the defects in refusals share. */
import { rowsOf } from './fault.ts';
import { type Json, object, objects, refusals } from './tools.ts';

export const row = rowsOf('CUST-ERROR');

/** Every refusal is changed on its way out. */
export const refused = (edit: (body: Json) => void) => refusals('any', body => edit(body));

export const detail = (name: string, edit: (error: Json) => void) =>
  refused(body => {
    const error = object(object(body.details)?.[name]);
    if (error) edit(error);
  });

export const violations = (edit: (violation: Json) => void) =>
  detail('validationError', error => objects(error.fieldViolations).forEach(edit));

export const application = (edit: (error: Json) => void) => detail('applicationError', edit);
