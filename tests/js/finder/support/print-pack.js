/** For the tests in Python: a pack comes in, its listings as the phone sees them go out. */
import { readFileSync } from 'node:fs'
import { readPack } from '../../../../static/js/finder/pack.js'

const bytes = readFileSync(0)
const pack = readPack(new Uint8Array(bytes).buffer)
const listings = Array.from({ length: pack.count }, (_, row) => pack.listing(row))
const rows = listings.map(({ key }) => pack.rowOf(key))
process.stdout.write(JSON.stringify({ listings, rows }))
