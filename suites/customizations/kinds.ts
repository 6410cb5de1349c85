/** The five legal kinds of customization, each with the control that shows this target creates it. */
import type { Arbitrary } from 'fast-check';
import { fixture } from '../../engine/check.ts';
import {
  freeTextModifier,
  swatchModifier,
  swatchOption,
  textModifier,
  textOption,
} from '../../generators/customization.ts';
import type { Customization, NewCustomization } from '../../specs/openapi.types.ts';

export interface Kind {
  /** For ids and titles, e.g. `text-option`. */
  id: string;
  arbitrary: () => Arbitrary<NewCustomization>;
  /** A valid one, created once a run: the control of every refusal of this kind. */
  control: ReturnType<typeof fixture<Customization>>;
}

function kind(id: string, arbitrary: () => Arbitrary<NewCustomization>): Kind {
  const control = fixture(`customizations.control.${id}`, ({ given, draw }) =>
    given.customization(draw(arbitrary(), id)),
  );
  return { id, arbitrary, control };
}

export const TEXT_OPTION = kind('text-option', textOption);
export const SWATCH_OPTION = kind('swatch-option', swatchOption);
export const TEXT_MODIFIER = kind('text-modifier', textModifier);
export const SWATCH_MODIFIER = kind('swatch-modifier', swatchModifier);
export const FREE_TEXT = kind('free-text-modifier', freeTextModifier);

export const KINDS = [TEXT_OPTION, SWATCH_OPTION, TEXT_MODIFIER, SWATCH_MODIFIER, FREE_TEXT];
