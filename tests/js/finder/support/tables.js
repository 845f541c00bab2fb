/** The phone's tables, as the build writes them from the committed ones. */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url))
const TELL = `
import json
from pwa.finder.geography import device_file
names = ("outcodes", "places", "councils")
print(json.dumps({name: json.loads(device_file(f"{name}.json")) for name in names}))
`

/**
 * @returns {{ outcodes: import('../../../../static/js/finder/outcodes.js').OutcodeTable,
 *   places: import('../../../../static/js/finder/places.js').PlaceTable,
 *   councils: import('../../../../static/js/finder/councils.js').CouncilTable }}
 */
export function tables() {
  const told = execFileSync(`${ROOT}.venv/bin/python`, ['-c', TELL], {
    cwd: ROOT,
    maxBuffer: 2 ** 24
  })
  return JSON.parse(told.toString())
}
