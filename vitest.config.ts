import { defineConfig } from 'vitest/config';

/** The project's own tests. The conformance suite itself is started by `cli/`, with inline configuration. */
export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: 'tests/temporary-folder.ts',
    reporters: ['default'],
    testTimeout: 60_000,
  },
});
