/** My services on the page: shown first, added to, changed, removed, brought back. */
import { wordsIn } from '../shared/words.js'
import { dayOf, dayWords } from './day-words.js'
import {
  MOST,
  cleanEntry,
  dialled,
  entryOf,
  faultOf,
  withEntry,
  withListing
} from './my-services.js'
import { MineNewerError, changeMine, loadMine } from './my-services-store.js'

/** @import { Entry } from './my-services.js' */
/** @import { Listing } from './types.js' */

/** There is no room for another. */
class FullError extends Error {}

/**
 * @param {HTMLElement} box
 * @returns {{ keep: (listing: Listing) => Promise<string>,
 *   compare: (byKey: (key: string) => Listing | null) => void }} `keep` gives what to
 *   say of it; `compare` shows what our list says by now
 */
export function minePart(box) {
  const words = wordsIn(document, '[data-mine-words]')
  const day = dayWords(document.documentElement.lang)
  const part = (/** @type {string} */ name) =>
    /** @type {HTMLElement} */ (box.querySelector(`[data-${name}]`))
  const form = /** @type {HTMLFormElement} */ (part('form'))
  const field = (/** @type {string} */ name) =>
    /** @type {HTMLInputElement} */ (form.querySelector(`#mine-${name}`))
  const template = /** @type {HTMLTemplateElement} */ (part('entry'))
  const addButton = document.querySelector('[data-add-mine]')

  /** @type {Entry[]} */
  let entries = []
  /** @type {{ entry: Entry, at: number } | null} */
  let removed = null
  /** @type {Entry | null} */
  let edited = null
  /** @type {(key: string) => Listing | null | undefined} */
  let known = () => undefined

  const say = (/** @type {string} */ text) => {
    part('status').textContent = text
  }
  const show = () => {
    part('list').replaceChildren(...entries.map(item))
    part('undo').hidden = removed === null
    box.hidden =
      entries.length === 0 && !removed && form.hidden && !part('status').textContent
  }
  /**
   * @param {(entries: Entry[]) => Entry[]} act
   * @param {string} said
   */
  const change = async (act, said) => {
    try {
      entries = await changeMine(act)
      show()
      return words(said)
    } catch (error) {
      if (error instanceof FullError) return words('full')
      return words(error instanceof MineNewerError ? 'newer' : 'notKept')
    }
  }
  /**
   * @param {Entry} entry
   * @param {(entries: Entry[], entry: Entry) => Entry[] | null} into
   */
  const put = (entry, into = withEntry) =>
    change((list) => {
      const after = into(list, entry)
      if (!after) throw new FullError('The list is full')
      return after
    }, 'kept')

  /** @param {Entry} entry */
  const item = (entry) => {
    const made = /** @type {HTMLElement} */ (
      /** @type {Element} */ (template.content.firstElementChild).cloneNode(true)
    )
    const slot = (/** @type {string} */ name) =>
      /** @type {HTMLElement} */ (made.querySelector(`[data-slot="${name}"]`))
    slot('name').textContent = entry.name
    fill(slot('note'), entry.note)
    fill(slot('where'), entry.where)
    fill(slot('kept'), words('keptOn').replace('{day}', day(entry.keptOn)))
    dial(slot('call'), entry.phone)
    for (const of of made.querySelectorAll('[data-of]'))
      of.textContent = ` ${entry.name}`
    compareOne(slot, entry, known(entry.key))
    const act = (/** @type {string} */ name) =>
      made.querySelector(`[data-act="${name}"]`)
    act('edit')?.addEventListener('click', () => open(entry))
    act('remove')?.addEventListener('click', () => void remove(entry))
    return made
  }

  /** @param {Entry} entry */
  const remove = async (entry) => {
    const at = entries.findIndex(({ id }) => id === entry.id)
    const before = removed
    removed = { entry, at }
    const said = await change(
      (list) => list.filter(({ id }) => id !== entry.id),
      'removed'
    )
    if (said !== words('removed')) removed = before
    say(said)
    show()
    if (removed) part('undo').focus()
  }
  part('undo').addEventListener('click', async () => {
    if (!removed) return
    const { entry, at } = removed
    const said = await change((list) => {
      if (list.length >= MOST) throw new FullError('The list is full')
      return [...list.slice(0, at), entry, ...list.slice(at)]
    }, 'back')
    if (said === words('back')) removed = null
    say(said)
    show()
    box.querySelector('h2')?.focus()
  })

  /** @param {Entry | null} entry - Null for a new one */
  const open = (entry) => {
    edited = entry
    field('name').value = entry?.name ?? ''
    field('phone').value = entry?.phone ?? ''
    field('note').value = entry?.note ?? ''
    part('fault').textContent = ''
    form.hidden = false
    box.hidden = false
    form.querySelector('h3')?.focus()
    form.scrollIntoView({ block: 'nearest' })
  }
  const close = () => {
    form.hidden = true
    show()
    const next = box.hidden ? addButton : box.querySelector('h2')
    if (next instanceof HTMLElement) next.focus()
  }
  addButton?.addEventListener('click', () => open(null))
  part('cancel').addEventListener('click', close)
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const entry = cleanEntry({
      ...(edited ?? {
        id: newId(),
        key: '',
        where: '',
        url: '',
        keptOn: dayOf(new Date())
      }),
      name: field('name').value,
      phone: field('phone').value,
      note: field('note').value
    })
    const fault = faultOf(entry)
    part('fault').textContent = fault ? words(fault) : ''
    if (fault) return field(fault === 'noName' ? 'name' : 'phone').focus()
    const said = await put(entry)
    say(said)
    if (said === words('kept')) close()
  })

  void loadMine().then(
    ({ state, entries: read }) => {
      entries = read
      if (state === 'newer' || state === 'damaged') say(words(state))
      show()
    },
    () => {
      say(words('notRead'))
      show()
    }
  )

  return {
    keep: (listing) => put(entryOf(listing, newId(), dayOf(new Date())), withListing),
    compare: (byKey) => {
      known = byKey
      show()
    }
  }
}

/**
 * @param {(name: string) => HTMLElement} slot
 * @param {Entry} entry
 * @param {Listing | null | undefined} listing - Null: no longer in the list; undefined:
 *   no list here to look in
 */
function compareOne(slot, entry, listing) {
  if (!entry.key || listing === undefined) return
  slot('gone').hidden = listing !== null
  slot('paused').hidden = !isPaused(listing)
  const voice = listing?.phones.find(({ kind }) => kind === 'voice')
  const isOurs = voice && dialled(voice.number) === dialled(entry.phone)
  slot('unconfirmed').hidden = !voice || voice.isConfirmed || !isOurs
  const now = voice?.number ?? ''
  if (now === '' || dialled(now) === dialled(entry.phone)) return
  dial(slot('changed'), now)
  slot('changed').hidden = false
}

/** @param {Listing | null} listing */
const isPaused = (listing) =>
  listing?.status === 'paused' || listing?.meeting?.isClosedForNow === true

/**
 * @param {HTMLElement} row
 * @param {string} phone
 */
function dial(row, phone) {
  const link = row.querySelector('a')
  if (!phone || !link) return row.remove()
  link.href = `tel:${dialled(phone)}`
  link.textContent = phone
}

/**
 * @param {HTMLElement} row
 * @param {string} words
 */
function fill(row, words) {
  if (words) row.textContent = words
  else row.remove()
}

/** Outside HTTPS a browser has no randomUUID. */
function newId() {
  return [...crypto.getRandomValues(new Uint32Array(3))]
    .map((part) => part.toString(36))
    .join('')
}
