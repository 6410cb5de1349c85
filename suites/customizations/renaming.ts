import type { UpdateBody } from '../../engine/api.ts';
import type { Customization } from '../../specs/openapi.types.ts';

/** The PATCH that renames: the control of every refusal, and the smallest change there is (SIL-56). */
export function renaming({ id, revision }: Customization, name: string): UpdateBody {
  return { customization: { id, revision, name } };
}
