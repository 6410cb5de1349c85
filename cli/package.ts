import { createRequire } from 'node:module';
import { dirname } from 'node:path';

const require = createRequire(import.meta.url);
const file = require.resolve('catalog-v3-conformance/package.json');
const { name, version } = require(file) as { name: string; version: string };

/** Name, version and folder of this package. */
export const PACKAGE = { name, version, root: dirname(file) };
