/** Run by the build: entries as JSON come in, the finished index as JSON goes out. */
import { readFileSync } from 'node:fs'
import MiniSearch from 'minisearch'
import { OPTIONS } from './options.js'

const { entries, urgent } = JSON.parse(readFileSync(0, 'utf8'))
const index = new MiniSearch(OPTIONS)
index.addAll(entries)
process.stdout.write(JSON.stringify({ index, urgent }))
