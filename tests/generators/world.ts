/** A site without a network: what drafts and mistakes become when the model itself answers. */
import type { CheckContext } from '../../engine/check.ts';
import { Names } from '../../engine/names.ts';
import { createModel } from '../../specs/model/model.ts';
import type { Customization, NewCustomization } from '../../specs/openapi.types.ts';
import type { OperationId, Reply } from '../../specs/operations.ts';

export function site() {
  let made = 0;
  const model = createModel({
    now: () => new Date(Date.UTC(2025, 0, 1) + made),
    newId: () => `00000000-0000-4000-8000-${String(++made).padStart(12, '0')}`,
  });
  const names = new Names('cvtabcdefghi');
  const handle = (operation: OperationId, body: unknown, customizationId?: string): Reply =>
    model.handle({ operation, body, ...(customizationId && { customizationId }) });
  const customization = (sent: NewCustomization): Customization => {
    const { status, body } = handle('createCustomization', { customization: sent });
    if (status !== 200) throw new Error(`refused: ${JSON.stringify(sent)}`);
    return (body as { customization: Customization }).customization;
  };
  const given = {
    customization: async (sent: NewCustomization) => customization(sent),
    word: () => names.word(),
    nameWithTail: (tail: string) => names.withTail(tail),
    nameOfLength: (length: number) => names.ofLength(length),
  } as unknown as CheckContext['given'];
  return { handle, customization, given };
}
