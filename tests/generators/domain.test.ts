import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { casesOf, invalidOf, validOf } from '../../generators/contract.ts';
import {
  choice,
  customization,
  freeTextModifier,
  freeTextSettings,
  swatchChoices,
  swatchModifier,
  swatchOption,
  textChoices,
  textModifier,
  textOption,
} from '../../generators/customization.ts';
import { readableName } from '../../generators/faker.ts';
import { condition, filter, limit, OPERATORS, query, sorts } from '../../generators/query.ts';
import { BREAKABLE_RULES, ruleBreaking } from '../../generators/rule-breaking.ts';
import { draw, drawMany, seedOf } from '../../generators/sample.ts';
import { caseLabel } from '../../generators/schema/invalid.ts';
import { validate } from '../../specs/contract.ts';
import { createModel } from '../../specs/model/model.ts';
import { rules } from '../../specs/rules.ts';

function emptyModel() {
  let made = 0;
  return createModel({
    now: () => new Date(Date.UTC(2025, 0, 1) + made),
    newId: () => `00000000-0000-4000-8000-${String(++made).padStart(12, '0')}`,
  });
}

const create = (body: unknown) => emptyModel().handle({ operation: 'createCustomization', body });

const KINDS = { textOption, swatchOption, textModifier, swatchModifier, freeTextModifier };

describe('customizations', () => {
  it('are valid, keep every rule and are taken by the model', () => {
    // One assertion over all: `expect` itself costs more than what it would look at here.
    const faulty = fc.sample(customization(), { numRuns: 2000, seed: 21 }).filter(value => {
      const broken = [...rules.values()].some(rule => rule.violates(value));
      return (
        broken ||
        validate('NewCustomization', value).length > 0 ||
        create({ customization: value }).status !== 200
      );
    });
    expect(faulty.slice(0, 3)).toEqual([]);
  });

  it('are of the kind and name asked for', () => {
    for (const type of ['PRODUCT_OPTION', 'MODIFIER'] as const) {
      for (const renderType of ['TEXT_CHOICES', 'SWATCH_CHOICES'] as const) {
        const value = draw(customization({ type, renderType, name: 'run-1' }), 1, type + renderType);
        expect(value).toMatchObject({
          customizationType: type,
          customizationRenderType: renderType,
          name: 'run-1',
        });
      }
    }
    const options = fc.sample(customization({ type: 'PRODUCT_OPTION' }), { numRuns: 200, seed: 22 });
    expect(JSON.stringify(options)).not.toContain('defaultAddedPrice');
    expect(JSON.stringify(options)).not.toContain('FREE_TEXT');
  });

  it('of free text keep their counts in order', () => {
    for (const { minCharCount = 0, maxCharCount = 500 } of fc.sample(freeTextSettings(), {
      numRuns: 500,
      seed: 23,
    })) {
      expect(minCharCount).toBeLessThanOrEqual(maxCharCount);
    }
  });

  it.each(Object.entries(KINDS))('of the plain kind %s have a fixed shape', (_, kind) => {
    for (const value of drawMany<object>(kind(), 100, 5, 'plain')) {
      expect(validate('NewCustomization', value)).toEqual([]);
      expect(create({ customization: value }).status).toBe(200);
      expect(JSON.stringify(value)).toMatch(/^[ -~]*$/);
      expect(JSON.stringify(value)).not.toMatch(/displayImage|primaryChoiceIds/);
    }
  });

  it('can have an exact number of choices with unlike names', () => {
    for (const choices of [
      draw(textChoices({ count: 1001 }), 1, 'a'),
      draw(swatchChoices({ count: 1001 }), 1, 'a'),
    ]) {
      expect(new Set(choices.map(({ name }) => name.toLowerCase())).size).toBe(1001);
    }
    expect(draw(choice({ renderType: 'SWATCH_CHOICES' }), 1, 'b')).toMatchObject({ choiceType: 'ONE_COLOR' });
  });
});

describe('invalid requests', () => {
  it('are refused by the model, their controls taken', () => {
    const settled = invalidOf('CreateCustomizationRequest', { usualItems: 3, longestList: 3 });
    const faulty = fc
      .sample(settled, { numRuns: 700, seed: 24 })
      .flatMap(({ control, value, describe: words, of }) => {
        const [taken, refused] = [create(control).status, create(value).status];
        const least = of.silence === undefined ? 400 : 200;
        return taken === 200 && refused >= least && refused < 500
          ? []
          : [`${taken}, ${refused}: ${caseLabel(of)}: ${words}`];
      });
    expect(faulty).toEqual([]);
  });

  it('of a query are refused by the model', () => {
    for (const { control, value, of, describe: words } of fc.sample(invalidOf('QueryCustomizationsRequest'), {
      numRuns: 300,
      seed: 25,
    })) {
      const ask = (body: unknown) => emptyModel().handle({ operation: 'queryCustomizations', body }).status;
      expect(ask(control), words).toBe(200);
      if (of.silence === undefined) expect(ask(value), words).toBeGreaterThanOrEqual(400);
    }
  });

  it('are counted', () => {
    const labels = casesOf('CreateCustomizationRequest').map(caseLabel);
    expect(new Set(labels).size).toBe(labels.length);
  });
});

describe('broken rules', () => {
  it('cover every rule there is', () => {
    expect([...BREAKABLE_RULES].sort()).toEqual([...rules.keys()].sort());
    expect(() => ruleBreaking('no-such-rule')).toThrow('no-such-rule');
  });

  it.each(BREAKABLE_RULES)('%s: the value breaks it, the control none, and the model refuses', id => {
    for (const broken of fc.sample(ruleBreaking(id), { numRuns: 40, seed: 26 })) {
      expect([...rules.values()].filter(rule => rule.violates(broken.control))).toEqual([]);
      expect(rules.get(id)?.violates(broken.value)).toBe(true);
      expect(broken.paths).not.toEqual([]);
      expect(create({ customization: broken.control }).status).toBe(200);
      const { status } = create({ customization: broken.value });
      if (!broken.disputed) expect(status, broken.describe).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    }
  });
});

describe('queries', () => {
  const model = emptyModel();
  for (const value of drawMany(customization(), 12, 1, 'population')) {
    model.handle({ operation: 'createCustomization', body: { customization: value } });
  }
  const population = model.entities() as never[];

  it('are valid and answered by the model', () => {
    for (const body of fc.sample(query({ population }), { numRuns: 500, seed: 27 })) {
      expect(validate('QueryCustomizationsRequest', body)).toEqual([]);
      expect(model.handle({ operation: 'queryCustomizations', body }).status).toBe(200);
    }
  });

  it('use every documented operator of every field', () => {
    const seen = new Set<string>();
    for (const found of fc.sample(filter({ population, logic: false }), { numRuns: 1500, seed: 28 })) {
      for (const [field, test] of Object.entries(found)) {
        for (const operator of Object.keys(Object(typeof test === 'string' ? {} : test)))
          seen.add(`${field} ${operator}`);
      }
    }
    const all = Object.entries(OPERATORS).flatMap(([field, list]) =>
      list.map(operator => `${field} ${operator}`),
    );
    expect([...seen].sort()).toEqual(all.sort());
  });

  it('do without a population, and keep to what is asked', () => {
    const named = filter({ population: [], fields: ['name'], operators: ['$startsWith'], logic: false });
    for (const found of drawMany(named, 50, 1, 'named')) {
      for (const value of Object.values(found)) expect(Object.keys(Object(value))).toEqual(['$startsWith']);
    }
    expect(() => filter({ population: [], fields: ['createdDate'], operators: ['$startsWith'] })).toThrow(
      'no operator',
    );
  });
});

describe('parts of queries', () => {
  it('keep to the documented limits and reach them', () => {
    const limits = new Set(drawMany(limit(), 300, 1, 'limits'));
    expect([Math.min(...limits), Math.max(...limits)]).toEqual([1, 100]);
    const orders = drawMany(sorts(), 300, 1, 'sorts').map(entries =>
      entries.map(({ fieldName }) => fieldName),
    );
    expect(orders.every(fields => new Set(fields).size === fields.length)).toBe(true);
    expect(new Set(orders.map(({ length }) => length))).toEqual(new Set([0, 1, 2, 3, 4]));
    expect(Object.keys(draw(condition({ population: [], fields: ['id'] }), 1, 'one'))).toEqual(['id']);
  });
});

describe('samples', () => {
  it('are the same for the same seed and salt, and others otherwise', () => {
    const one = draw(customization(), 7, 'check/a');
    expect(draw(customization(), 7, 'check/a')).toEqual(one);
    expect(draw(customization(), 8, 'check/a')).not.toEqual(one);
    expect(draw(customization(), 7, 'check/b')).not.toEqual(one);
    expect(drawMany(textOption(), 3, 7, 'x').slice(0, 2)).toEqual(drawMany(textOption(), 2, 7, 'x'));
    expect(new Set(Array.from({ length: 2000 }, (_, i) => seedOf(1, `salt-${i}`))).size).toBe(2000);
  });

  it('differ from salt to salt', () => {
    const names = Array.from({ length: 60 }, (_, i) => JSON.stringify(draw(textOption(), 1, `s${i}`)));
    expect(new Set(names).size).toBe(60);
  });

  it('have readable names that only seed and index decide', () => {
    const name = readableName('choice', 5, 2);
    readableName('title', 9);
    expect(readableName('choice', 5, 2)).toBe(name);
    expect(readableName('customization', 1, 0, 4).length).toBeLessThanOrEqual(4);
  });

  it('shrink to the smallest that still fails', () => {
    const small = (value: object) =>
      !('choicesSettings' in value) ||
      (value as never as { choicesSettings: { choices: unknown[] } }).choicesSettings.choices.length < 3;
    const { counterexample } = fc.check(fc.property(validOf('NewCustomization'), small), {
      seed: 31,
      numRuns: 500,
    });
    expect(counterexample?.[0]).toMatchObject({
      choicesSettings: { choices: expect.objectContaining({ length: 3 }) },
    });
  });
});
