/**
 * Unpack the headless shell that @sparticuz/chromium carries, here instead of in the
 * machine's temporary folder, and write down what find_browser.py needs to launch it.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const here = import.meta.dirname
const unpacked = join(here, 'unpacked')
mkdirSync(unpacked, { recursive: true })
// The package unpacks to os.tmpdir(), which asks this variable each time.
process.env.TMPDIR = unpacked

const { default: chromium, inflate } = await import('@sparticuz/chromium')
const bin = join(here, 'node_modules', '@sparticuz', 'chromium', 'bin')
const path = await chromium.executablePath()
const libraries = await inflate(join(bin, 'al2023.tar.br'))

// Its own list of font folders names the machine's temporary folder; ours is here.
const fonts = join(unpacked, 'fonts')
writeFileSync(
  join(fonts, 'fonts.conf'),
  `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>` +
    `<dir>${fonts}</dir><dir>/usr/share/fonts</dir>` +
    `<cachedir>${join(unpacked, 'font-cache')}</cachedir></fontconfig>`
)

writeFileSync(
  join(here, 'unpacked.json'),
  JSON.stringify({
    path,
    environment: {
      LD_LIBRARY_PATH: join(libraries, 'lib'),
      FONTCONFIG_PATH: fonts
    }
  })
)
