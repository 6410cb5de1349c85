/** Defects in how a customization looks: identity, revision, dates, names and types. */
import { type Fault, fault } from './fault.ts';
import { BRACED, customizationIds, revisions, UNDASHED } from './spellings.ts';
import { answers, entities, NOBODY } from './tools.ts';

const WRITES = ['updateCustomization'] as const;
const SECOND_MS = 1000;

const earlier = (date: unknown, ms: number): string => new Date(Date.parse(String(date)) - ms).toISOString();

const ENUMS = { PRODUCT_OPTION: 'OPTION', MODIFIER: 'ADDON' } as Record<string, string>;
const RENDER = { FREE_TEXT: 'TEXT', TEXT_CHOICES: 'DROP_DOWN', SWATCH_CHOICES: 'COLORS' } as Record<
  string,
  string
>;

/** A revision read back; what is none is left for the model to refuse. */
const shifted = (sent: unknown, back: (revision: number) => number): unknown =>
  typeof sent === 'string' && /^\d+$/.test(sent) ? `${back(Number(sent))}` : sent;

function dateFaults(field: 'createdDate' | 'updatedDate', requirement: string): Fault[] {
  return [
    fault(
      `model-${field === 'createdDate' ? 'created' : 'updated'}-date-epoch`,
      requirement,
      `\`${field}\` is a number of milliseconds.`,
      entities(customization => {
        customization[field] = Date.parse(String(customization[field]));
      }),
    ),
    fault(
      `model-${field === 'createdDate' ? 'created' : 'updated'}-date-words`,
      requirement,
      `\`${field}\` is written out in words.`,
      entities(customization => {
        customization[field] = new Date(String(customization[field])).toUTCString();
      }),
    ),
  ];
}

export const modelEntityFaults: Fault[] = [
  fault(
    'model-id-in-braces',
    'CUST-MODEL-001',
    'Ids are GUIDs in braces, 38 characters long.',
    customizationIds(BRACED),
  ),
  fault(
    'model-id-no-guid',
    'CUST-MODEL-002',
    'Ids are short enough but no GUIDs.',
    customizationIds(UNDASHED),
  ),
  fault(
    'model-id-repeated-in-list',
    ['CUST-MODEL-003', 'CUST-QUERY-PAGE-023'],
    'The first item of a page is listed again at its end.',
    answers('queryCustomizations', body => {
      const items = body.customizations;
      if (Array.isArray(items) && items.length > 1) items.push(structuredClone(items[0]));
    }),
  ),
  fault(
    'model-id-changes-on-update',
    'CUST-MODEL-004',
    'An update answers with a new id for the entity.',
    entities(customization => {
      customization.id = NOBODY;
    }, WRITES),
  ),
  fault(
    'model-revision-number',
    'CUST-MODEL-005',
    'Revisions are JSON numbers.',
    revisions(Number, sent => (typeof sent === 'number' ? String(sent) : sent)),
  ),
  fault(
    'model-revision-with-letter',
    'CUST-MODEL-006',
    'Revisions begin with a letter: v1, v2 and so on.',
    revisions(
      own => `v${own}`,
      sent => (typeof sent === 'string' ? sent.replace(/^v/, '') : sent),
    ),
  ),
  fault(
    'model-revision-starts-at-zero',
    'CUST-MODEL-007',
    'A new entity has revision 0.',
    revisions(
      own => `${Number(own) - 1}`,
      sent => shifted(sent, own => own + 1),
    ),
  ),
  fault(
    'model-revision-grows-by-two',
    ['CUST-MODEL-008', 'CUST-UPDATE-008'],
    'Every update raises the revision by 2.',
    revisions(
      own => `${Number(own) * 2 - 1}`,
      sent => shifted(sent, own => (own + 1) / 2),
    ),
  ),
  ...dateFaults('createdDate', 'CUST-MODEL-009'),
  ...dateFaults('updatedDate', 'CUST-MODEL-010'),
  fault(
    'model-dates-without-zone',
    'CUST-MODEL-011',
    'Timestamps carry the offset +00:00 instead of Z.',
    entities(customization => {
      for (const field of ['createdDate', 'updatedDate'])
        customization[field] = String(customization[field]).replace('Z', '+00:00');
    }),
  ),
  fault(
    'model-updated-before-created',
    'CUST-MODEL-012',
    'The date of the last update is a second before creation.',
    entities(customization => {
      customization.updatedDate = earlier(customization.createdDate, SECOND_MS);
    }),
  ),
  fault(
    'model-created-date-moves',
    ['CUST-MODEL-013', 'CUST-UPDATE-010'],
    'The creation date follows the revision.',
    entities(customization => {
      const steps = Number(customization.revision) - 1;
      customization.createdDate = earlier(customization.createdDate, steps);
    }),
  ),
  fault(
    'model-updated-date-goes-back',
    ['CUST-MODEL-014', 'CUST-UPDATE-009', 'CUST-MODEL-012'],
    'Each update takes the date of the last update a second back.',
    entities(customization => {
      const steps = Number(customization.revision) - 1;
      if (steps > 0) customization.updatedDate = earlier(customization.createdDate, steps * SECOND_MS);
    }),
  ),
  fault(
    'model-key-missing',
    'CUST-MODEL-015',
    'Customizations have no key.',
    entities(customization => {
      delete customization.key;
    }),
  ),
  fault(
    'model-key-too-long',
    'CUST-MODEL-015',
    'Keys are padded to 51 characters.',
    entities(customization => {
      customization.key = String(customization.key).padEnd(51, '_');
    }),
  ),
  fault(
    'model-key-is-random',
    'CUST-MODEL-016',
    'The key has nothing to do with the name.',
    entities(customization => {
      customization.key = `k-${String(customization.id).slice(0, 8)}`;
    }),
  ),
  fault(
    'model-name-missing-in-list',
    'CUST-MODEL-017',
    'Query leaves the name out.',
    entities(customization => {
      delete customization.name;
    }, 'queryCustomizations'),
  ),
  fault(
    'model-name-is-object',
    'CUST-MODEL-017',
    'The name comes as an object by language.',
    entities(customization => {
      customization.name = { en: customization.name };
    }),
  ),
  fault(
    'model-type-renamed',
    'CUST-MODEL-018',
    'Answers call the two types OPTION and ADDON.',
    entities(customization => {
      customization.customizationType = ENUMS[String(customization.customizationType)];
    }),
  ),
  fault(
    'model-type-missing',
    'CUST-MODEL-018',
    'Answers leave the type out.',
    entities(customization => {
      delete customization.customizationType;
    }),
  ),
  fault(
    'model-render-type-renamed',
    'CUST-MODEL-019',
    'Answers use the render types of another API.',
    entities(customization => {
      customization.customizationRenderType = RENDER[String(customization.customizationRenderType)];
    }),
  ),
  fault(
    'model-render-type-missing-in-list',
    'CUST-MODEL-019',
    'Query leaves the render type out.',
    entities(customization => {
      delete customization.customizationRenderType;
    }, 'queryCustomizations'),
  ),
  fault(
    'model-sdk-spelling',
    'CUST-MODEL-050',
    'Answers use the names of the SDK next to those of REST.',
    entities(customization => {
      customization._id = customization.id;
      customization._createdDate = customization.createdDate;
      customization._updatedDate = customization.updatedDate;
    }),
  ),
];
