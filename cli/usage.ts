/** A wrong option or configuration: one sentence that says what and how to mend it; exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
