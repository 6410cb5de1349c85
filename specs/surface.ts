/**
 * What traffic can show of an operation: every field of its requests and answers, every member of an enum, every code that
 * the contract knows. Laid out like the bodies themselves, so that one walk along both finds what a body shows.
 */
import {
  deref,
  type JsonSchema,
  type OpenApiDocument,
  openapi,
  type SchemaName,
  schemaOf,
} from './contract.ts';
import { CUSTOMIZATION_CODES } from './customization-codes.ts';
import { FILTER_TABLES } from './filter-tables.ts';
import { OPERATIONS, type OperationId } from './operations.ts';
import { PRODUCT_CODES, PRODUCT_READ_CODES } from './product-codes.ts';

export const CELL_KINDS = [
  'requestFields',
  'filterConditions',
  'responseFields',
  'requestEnumMembers',
  'responseEnumMembers',
] as const;
export type CellKind = (typeof CELL_KINDS)[number];

/** A field, or a member of an enum at a field, of one operation. */
export interface Cell {
  /** `createCustomization >customization.name`; of an answer with `<`, of a member with `=MODIFIER` behind it. */
  readonly text: string;
  readonly kind: CellKind;
  /** The path above the field; of a member, the path of its field. */
  readonly above: string;
  /** The last step of the field's path; the member. */
  readonly name: string;
}

/** A place in a body. */
export interface Place {
  /** Shown by the place being there; none of the body itself, of entries of lists, and of fields in filters. */
  readonly cell?: Cell;
  readonly members: ReadonlyMap<string, Place>;
  /** Entries, when it is a list. */
  readonly items?: Place;
  /** What each string of an enum shows. */
  readonly values?: ReadonlyMap<string, Cell>;
  /** What a plain value shows: in filters it is an equality. */
  readonly plain?: Cell;
}

export interface Surface {
  /** Query parameters, by name. */
  readonly search: Place;
  readonly request: Place;
  /** The answer of a success; a refusal shows its status and codes. */
  readonly response: Place;
  /** What a complete set of exchanges shows. A filter inside of `$and`, `$or` and `$not` is a place, but nothing to complete. */
  readonly cells: readonly Cell[];
  /** The published codes. */
  readonly codes: ReadonlySet<string>;
}

const known = new Map<OperationId, Surface>();

/** The surface of an operation of the contract; made when first asked for. */
export function surfaceOf(operation: OperationId): Surface {
  let surface = known.get(operation);
  if (!surface) {
    surface = readSurface(operation, openapi);
    known.set(operation, surface);
  }
  return surface;
}

/** Reads the surface of an operation out of a document. */
export function readSurface(operation: OperationId, document: OpenApiDocument): Surface {
  const cells: Cell[] = [];
  const request = new Side(operation, '>', document, cells);
  const response = new Side(operation, '<', document, cells);
  const { method, path } = OPERATIONS[operation];
  const { parameters = [] } = document.paths[path]?.[method.toLowerCase()] ?? {};
  const search = parameters.filter(({ in: where }) => where === 'query');
  const bodies = `${operation.charAt(0).toUpperCase()}${operation.slice(1)}`;
  return {
    search: request.bodyOf({
      properties: Object.fromEntries(search.map(({ name, schema }) => [name, schema])),
    }),
    request: request.bodyOf(document.components.schemas[`${bodies}Request`] ?? {}),
    response: response.bodyOf(schemaOf(`${bodies}Response` as SchemaName, document)),
    cells,
    codes: CODES[operation] ?? new Set(),
  };
}

const CODES: Partial<Record<OperationId, ReadonlySet<string>>> = {
  ...CUSTOMIZATION_CODES,
  ...PRODUCT_CODES,
  ...PRODUCT_READ_CODES,
};

const FILTER = '#/components/schemas/Filter';
const NOTHING: ReadonlyMap<string, Place> = new Map();

/** What the variants of a schema say together. */
interface Said {
  properties: Map<string, JsonSchema[]>;
  items: JsonSchema[];
  /** The strings of enums. */
  values: Set<string>;
}

/** Reads one side of an operation's exchanges. */
class Side {
  readonly #operation: OperationId;
  readonly #sign: '>' | '<';
  readonly #document: OpenApiDocument;
  readonly #cells: Cell[];

  /** @param cells where every cell that counts is added */
  constructor(operation: OperationId, sign: '>' | '<', document: OpenApiDocument, cells: Cell[]) {
    this.#operation = operation;
    this.#sign = sign;
    this.#document = document;
    this.#cells = cells;
  }

  bodyOf(schema: JsonSchema): Place {
    return this.#place([schema], '');
  }

  /** @param schemas what is said of the place, in whatever variants */
  #place(schemas: readonly JsonSchema[], path: string, cell?: Cell): Place {
    if (schemas.some(({ $ref }) => $ref === FILTER)) return { ...this.#filter(path), cell };
    const said: Said = { properties: new Map(), items: [], values: new Set() };
    for (const schema of schemas) this.#gather(schema, said);
    const { properties, items, values } = said;
    return {
      cell,
      members: properties.size === 0 ? NOTHING : this.#membersOf(properties, path),
      items: items.length === 0 ? undefined : this.#place(items, `${path}[]`),
      values: values.size === 0 ? undefined : this.#valuesOf(values, path),
    };
  }

  /** What a schema says, its variants included. */
  #gather({ $ref, oneOf, properties, items, enum: values, const: value }: JsonSchema, said: Said): void {
    if ($ref !== undefined) this.#gather(deref($ref, this.#document), said);
    for (const variant of oneOf ?? []) this.#gather(variant, said);
    for (const name in properties) {
      const schema = properties[name];
      const others = said.properties.get(name);
      if (schema && others) others.push(schema);
      else if (schema) said.properties.set(name, [schema]);
    }
    if (items) said.items.push(items);
    for (const one of values ?? [value]) if (typeof one === 'string') said.values.add(one);
  }

  #membersOf(properties: Said['properties'], path: string): Map<string, Place> {
    const members = new Map<string, Place>();
    for (const [name, schemas] of properties) {
      members.set(name, this.#place(schemas, below(path, name), this.#field(path, name)));
    }
    return members;
  }

  #valuesOf(values: ReadonlySet<string>, path: string): Map<string, Cell> {
    const kind = this.#sign === '>' ? 'requestEnumMembers' : 'responseEnumMembers';
    return new Map([...values].map(name => [name, this.#enter(kind, path, name, `${path}=${name}`)]));
  }

  /** The conditions of a filter, and inside of its logic operators the same once more. */
  #filter(path: string, isInner = false): Place {
    const condition = (above: string, name: string): Cell => {
      const cell = this.#cell('filterConditions', above, name, below(above, name));
      if (!isInner) this.#cells.push(cell);
      return cell;
    };
    const fields = Object.entries(FILTER_TABLES[this.#operation] ?? {});
    const members = new Map<string, Place>(
      fields.map(([field, operators]) => [field, fieldPlace(below(path, field), operators, condition)]),
    );
    for (const [logic, brackets] of LOGIC) {
      const inner = (): Place =>
        isInner ? { members: NOTHING } : this.#filter(below(path, logic) + brackets, true);
      members.set(logic, logicPlace(condition(path, logic), inner, brackets !== ''));
    }
    return { members };
  }

  #field(path: string, name: string): Cell {
    const kind = this.#sign === '>' ? 'requestFields' : 'responseFields';
    return this.#enter(kind, path, name, below(path, name));
  }

  #enter(...cell: [kind: CellKind, above: string, name: string, what: string]): Cell {
    const entered = this.#cell(...cell);
    this.#cells.push(entered);
    return entered;
  }

  #cell(kind: CellKind, above: string, name: string, what: string): Cell {
    return { text: `${this.#operation} ${this.#sign}${what}`, kind, above, name };
  }
}

/** What combines conditions: two take a list, one takes a filter. */
const LOGIC = [
  ['$and', '[]'],
  ['$or', '[]'],
  ['$not', ''],
] as const;
const EQUALITY = '$eq';

function fieldPlace(
  path: string,
  operators: readonly string[],
  condition: (above: string, name: string) => Cell,
): Place {
  const members = new Map(
    operators.map(name => [name, { cell: condition(path, name), members: NOTHING }] as const),
  );
  return { members, plain: members.get(EQUALITY)?.cell };
}

/** Few filters are nested: what may be inside is laid out when first looked for. */
function logicPlace(cell: Cell, layOut: () => Place, isList: boolean): Place {
  let place: Place | undefined;
  const inner = (): Place => {
    place ??= layOut();
    return place;
  };
  return {
    cell,
    get members() {
      return isList ? NOTHING : inner().members;
    },
    get items() {
      return isList ? inner() : undefined;
    },
  };
}

const below = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);
