/** Print the tables for spreadsheets of the cells on stdin. */
import { readFileSync } from 'node:fs'
import { csvFile } from '../../../../static/js/log/outlets/csv.js'

const tables = JSON.parse(readFileSync(0, 'utf8'))
process.stdout.write(JSON.stringify(tables.map(csvFile)))
