/** The stores as one script: of this tree, and as a release kept them. */
import { fileURLToPath } from 'node:url'

import { buildSync } from 'esbuild'

const here = (/** @type {string} */ path) =>
  fileURLToPath(new URL(path, import.meta.url))

/** The stores of the release before, whole, as `make freeze` kept them. */
export const BEFORE = here('../../fixtures/stored/release-before.js')

/** @returns {string} The stores of this tree; the script leaves them in `app` */
export function bundled() {
  const { outputFiles } = buildSync({
    entryPoints: [here('./stores.js')],
    bundle: true,
    minify: true,
    charset: 'utf8',
    format: 'iife',
    globalName: 'app',
    write: false
  })
  return outputFiles[0].text
}
