/** When what is kept: the core first on a first visit, all or nothing ever after. */
import { precache } from './precache.js'

/** Found whole in this life of the worker, which is short. */
let isWhole = false
/** @type {Promise<void> | null} */
let going = null
let isAskedAgain = false

/**
 * Keep what this release needs before its worker may start, or nothing: one refusal
 * rejects, and the install fails.
 *
 * Where nothing is kept yet, that is the core, so that it is there early; the rest
 * follows. Where a release is kept already, it goes on serving until all of the new one
 * is there. Files are fetched side by side; Workbox's own install takes them one by one,
 * which costs a round trip each on a slow link.
 *
 * @param {boolean} isFirst - No release is kept yet
 */
export async function install(isFirst) {
  const { files, packs } = precache
  const before = await precache.missing()
  const core = packs[0].paths.filter((path) => before.includes(path))
  const keep = () =>
    isFirst
      ? [precache.keepPack(packs[0], before)]
      : [
          ...packs.map((pack) => precache.keepPack(pack, before)),
          ...files.filter(({ url }) => before.includes(url)).map(precache.keepFile)
        ]
  try {
    // All are waited for: one that comes after it was given up would be left behind.
    for (const each of await Promise.allSettled(keep())) {
      if (each.status === 'rejected') throw each.reason
    }
    // The release before may have taken over meanwhile and tidied up.
    const lost = await precache.missing()
    if ((isFirst ? core : before).some((path) => lost.includes(path))) {
      throw new Error('a kept file has gone again')
    }
  } catch (error) {
    await precache.drop(before)
    throw error
  }
}

/**
 * Fetch what is not kept, whether it has not come yet or was lost. One at a time; what
 * fails is left for the next attempt, which goes on from there. Who asks during one that
 * fails gets another: the network may be back by then.
 *
 * @param {{ again?: boolean }} [how] - `again`: look, even where all was there before
 * @returns {Promise<void>} Never rejects
 */
export function keepRest({ again = false } = {}) {
  if (isWhole && !again) return Promise.resolve()
  isAskedAgain = going !== null
  going ??= untilDone()
    .catch(() => undefined)
    .finally(() => {
      going = null
    })
  return going
}

async function untilDone() {
  do {
    isAskedAgain = false
    await fetchRest()
  } while (isAskedAgain && !isWhole)
}

async function fetchRest() {
  const lost = await precache.missing()
  // In their order: a page comes after its code.
  for (const pack of precache.packs) {
    await precache.keepPack(pack, lost).catch(() => undefined)
  }
  const files = precache.files.filter(({ url }) => lost.includes(url))
  await Promise.all(files.map((file) => precache.keepFile(file).catch(() => undefined)))
  isWhole = (await precache.missing()).length === 0
}
