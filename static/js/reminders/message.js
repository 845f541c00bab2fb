/** What a push says, and what a phone shows for it: always something. Pure. */

/** @import { Reminders } from './record.js' */
/** @import { Turn } from './shown.js' */

const SLOT = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/
const LONGEST_ID = 80
/** @type {Message['kind'][]} */
const KINDS = ['reminder', 'later', 'test', 'safety']

/**
 * No word of a push is ever shown: the words are this phone's own.
 *
 * @typedef {object} Message
 * @property {'reminder' | 'later' | 'test' | 'safety' | ''} kind - "" for rubbish
 * @property {string} slot - The planned time on the wall, "YYYY-MM-DDTHH:MM", or ""
 * @property {string} id - Of this sending; the slot's own for the first of it
 */

/**
 * @typedef {object} Shape - What is handed to showNotification
 * @property {string} title
 * @property {Record<string, unknown> & { tag: string, data: Message }} options
 */

export const TITLE = 'Carrycard'
/** @type {Record<string, string>} */
export const WORDS = {
  reminder: 'Time to open the app',
  safety: 'Carrycard has updated information',
  test: 'This is a test',
  isDone: 'This is done already',
  notWritten: 'Not written down. Open the app',
  taken: 'Done',
  later: 'Later'
}

/**
 * Never throws. A browser that reads the message itself (Declarative Web Push) hands
 * over the notification it made of it, and no data: then tag and data say the same.
 *
 * @param {{ data?: { text(): string } | null, notification?: unknown }} event
 * @returns {Message}
 */
export function readMessage(event) {
  try {
    const { tag, data } = Object(event.notification)
    const { kind, slot, id } = event.data
      ? Object(JSON.parse(event.data.text()))
      : { slot: tag, kind: 'reminder', ...Object(data) }
    const isSlot = typeof slot === 'string' && SLOT.test(slot)
    const isId = typeof id === 'string' && id !== '' && id.length <= LONGEST_ID
    return {
      kind: KINDS.find((each) => each === kind) ?? '',
      slot: isSlot ? slot : '',
      id: isId ? id : isSlot ? slot : ''
    }
  } catch {
    return { kind: '', slot: '', id: '' }
  }
}

/**
 * One tag a slot: a browser shows one notification with the same tag. What has no slot
 * replaces the one of its kind before it.
 *
 * @param {Message} message
 * @param {Turn} turn
 * @param {Reminders} reminders - Blank ones where they could not be read
 * @param {string} origin
 * @returns {Shape}
 */
export function shapeOf(message, turn, { text, lang, words }, origin) {
  const say = (/** @type {string} */ name) => words[name] || (WORDS[name] ?? '')
  const { kind, slot } = message
  const isDose = (kind === 'reminder' || kind === 'later') && slot !== ''
  const isOwn = kind === 'safety' || kind === 'test'
  const body = isOwn ? say(kind) : text || say('reminder')
  return {
    title: TITLE,
    options: {
      body: turn === 'done' ? say('isDone') : body,
      tag: (isDose && slot) || kind || 'reminder',
      lang,
      // Twice is a fault of ours: it makes no sound and does not light up the screen.
      silent: turn !== 'first',
      renotify: turn === 'first' && kind === 'later',
      data: message,
      // Where the browser itself opens the page when it is tapped, as Safari does.
      navigate: origin + placeOf(message, lang),
      actions:
        isDose && turn !== 'done'
          ? [
              { action: 'taken', title: say('taken') },
              { action: 'later', title: say('later') }
            ]
          : []
    }
  }
}

/**
 * @param {Message} message
 * @param {string} lang
 * @returns {string} The page that a tap opens
 */
export function placeOf({ kind }, lang) {
  const page = kind === 'safety' ? '/facts/changes' : '/log/'
  return lang === 'cy' ? `/cy${page}` : page
}
