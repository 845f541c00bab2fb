/** The page of the reminders: says how they stand, and turns them on and off. */
import '../main.js'
import { wordsIn } from '../shared/words.js'
import { askKey } from './server.js'
import { settingsForm } from './settings-form.js'
import { askForTest, lookNow, turnOff, turnOn } from './subscribing.js'

/** @import { Key } from './server.js' */
/** @import { State, Wanted } from './subscribing.js' */

const box = document.querySelector('[data-module="reminders"]')
const form = document.querySelector('[data-reminders-form]')
if (box instanceof HTMLElement && form instanceof HTMLFormElement) start(box, form)

/** States in which nothing can be chosen here. */
const CLOSED = ['unsupported', 'install', 'denied', 'newer', 'unread']

/**
 * @param {HTMLElement} element
 * @param {HTMLFormElement} form
 */
function start(element, form) {
  const words = wordsIn(document, '[data-reminders-words]')
  const part = (/** @type {string} */ name) =>
    /** @type {HTMLElement} */ (element.querySelector(`[data-${name}]`))
  const done = /** @type {HTMLElement} */ (form.querySelector('[data-done]'))
  const settings = settingsForm(form, words)
  /** @type {Promise<Key | null> | null} */
  let key = null
  let isBusy = false

  /** @param {State | 'unread'} state */
  const showState = (state) => {
    const isOn = ['on', 'unsure', 'key'].includes(state)
    part('state').textContent = words(state)
    part('install').hidden = state !== 'install'
    part('when-on').hidden = !isOn && state !== 'gone' && state !== 'blocked'
    part('test').hidden = !isOn
    form.hidden = CLOSED.includes(state)
    settings.setName(isOn ? 'save' : state === 'off' ? 'turnOn' : 'turnOnAgain')
  }
  /** @param {boolean} isFirst - The form shows what is kept, not what is being typed */
  const look = async (isFirst) => {
    try {
      const { state, reminders } = await lookNow()
      if (isFirst) await settings.fill(reminders)
      showState(state)
      if (!form.hidden) key ??= askKey().catch(() => null)
    } catch {
      showState('unread')
    }
  }
  /**
   * @param {HTMLElement} line - Where it is said what came of it
   * @param {() => Promise<string>} act - Gives the name of the words to say
   */
  const busy = async (line, act) => {
    if (isBusy) return
    isBusy = true
    part('outcome').textContent = done.textContent = ''
    line.textContent = words('working')
    try {
      line.textContent = words(await act().catch(() => 'notKept'))
    } finally {
      isBusy = false
    }
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const wanted = settings.read()
    if (wanted) void busy(done, () => save(wanted))
  })
  /** @param {Wanted} wanted */
  const save = async (wanted) => {
    const found = (await key) ?? (await askKey().catch(() => null))
    key = null
    if (!found) return 'unreached'
    const outcome = await turnOn(wanted, found)
    await look(false)
    return { on: 'isOn', denied: 'isDenied' }[String(outcome)] ?? outcome
  }
  part('off').addEventListener('click', () =>
    busy(part('outcome'), async () => {
      const outcome = await turnOff()
      await look(false)
      return outcome === 'off' ? 'isOff' : outcome
    })
  )
  part('test').addEventListener('click', () =>
    busy(part('outcome'), async () => {
      const outcome = await askForTest()
      return `test${outcome.charAt(0).toUpperCase()}${outcome.slice(1)}`
    })
  )
  listen((kind) => {
    if (kind === 'test') part('outcome').textContent = words('testCame')
  })

  part('state').textContent = words('looking')
  element.hidden = false
  void look(true)
}

/** @param {(kind: unknown) => void} onShown - Called when a note has come up */
function listen(onShown) {
  if (typeof BroadcastChannel === 'undefined') return
  const channel = new BroadcastChannel('carrycard')
  channel.addEventListener('message', ({ data }) => {
    if (Object(data).type === 'reminder-shown') onShown(data.kind)
  })
}
