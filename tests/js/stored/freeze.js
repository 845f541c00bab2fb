/** `make freeze`, at a release: keep its stores as those of the release before. */
import { readFileSync, writeFileSync } from 'node:fs'

import { BEFORE, bundled } from './bundle.js'

const project = readFileSync(
  new URL('../../../pyproject.toml', import.meta.url),
  'utf8'
)
const [, version] = /^version = "(.+)"$/m.exec(project) ?? []
const head = `/* The stores of ${version}, bundled by "make freeze". Not to be edited. */\n`
writeFileSync(BEFORE, head + bundled())
