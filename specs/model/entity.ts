/** What the model stores: response entities without the data that depends on the question asked. */
import type { Schemas } from '../contract.ts';

type ChoiceType = 'CHOICE_TEXT' | 'ONE_COLOR';

export interface Image {
  readonly id?: string;
  readonly url?: string;
  readonly altText?: string;
  readonly width?: number;
  readonly height?: number;
}

export interface Choice {
  readonly id: string;
  readonly choiceType: ChoiceType;
  readonly key: string;
  readonly name: string;
  readonly colorCode?: string;
  readonly defaultAddedPrice?: string;
  readonly displayImage?: Image;
  readonly primaryChoiceIds?: string[];
}

export interface FreeText {
  readonly minCharCount: number;
  readonly maxCharCount: number;
  readonly defaultAddedPrice?: string;
  readonly title: string;
  readonly key: string;
}

/** One stored customization. Never changed in place: a write replaces it. */
export interface Entity {
  readonly id: string;
  readonly revision: string;
  readonly createdDate: string;
  readonly updatedDate: string;
  readonly key: string;
  readonly name: string;
  readonly customizationType: Schemas['CustomizationType'];
  readonly customizationRenderType: Schemas['CustomizationRenderType'];
  readonly freeTextInput?: FreeText;
  readonly choicesSettings?: { readonly choices: Choice[]; readonly sortOrder?: string };
  /** Only on answers that were asked for it. */
  readonly assignedProductsCount?: number;
}

/** The choices of a customization; none when it is free text. */
export function choicesOf(entity: Entity): readonly Choice[] {
  return entity.choicesSettings?.choices ?? [];
}
