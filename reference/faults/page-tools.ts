/** What the defects of paging share. */
import { rowsOf } from './fault.ts';
import { answers, calls, type Json, list, object, queryOf } from './tools.ts';

export const QUERY = 'queryCustomizations';

export const row = rowsOf('CUST-QUERY-PAGE');

/** The paging metadata of every page is changed on its way out. */
export const metadata = (edit: (paging: Json, items: unknown[], asked: Json) => void) =>
  answers(QUERY, (body, _reply, call) => {
    const paging = object(body.pagingMetadata);
    if (paging) edit(paging, list(body.customizations), pagingOf(object(call.body) ?? {}));
  });

export const cursors = (edit: (cursors: Json, paging: Json) => void) =>
  metadata(paging => {
    const own = object(paging.cursors);
    if (own) edit(own, paging);
  });

export const pagingOf = (body: Json): Json => object(queryOf(body).cursorPaging) ?? {};

/** The paging of requests is changed before the model sees it. */
export const asked = (edit: (paging: Json, query: Json) => void) =>
  calls(QUERY, (_call, body) => {
    const query = object(body.query);
    const paging = object(query?.cursorPaging);
    if (query && paging) edit(paging, query);
  });
