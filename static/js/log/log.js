/** Record a dose in one tap; it becomes the card's last dose. */
import '../main.js'
import { doseInWords } from '../card/card-face.js'
import { blankCard } from '../card/card-model.js'
import { loadCard, saveCard } from '../card/card-store.js'
import { certainlyPast, lastDose } from '../card/last-dose.js'
import { readSeen } from '../shared/seen.js'
import { settle } from '../shared/settle.js'
import { wordsIn } from '../shared/words.js'
import { doseNow, isSoonAfter } from './dose-now.js'

/** @import { Card } from '../card/card-model.js' */

const box = document.querySelector('[data-module="dose-log"]')
if (box instanceof HTMLElement) void start(box)

/** @param {HTMLElement} element */
async function start(element) {
  const words = wordsIn(document, '[data-log-words]')
  const part = (/** @type {string} */ name) =>
    /** @type {HTMLButtonElement} */ (element.querySelector(`[data-${name}]`))
  /** @type {Card | null} */
  let before = null

  const show = async () => {
    const { card, savedAt } = await loadCard()
    const notBefore = certainlyPast(savedAt, readSeen().serverDay)
    const dose = lastDose(card, new Date(), notBefore)
    part('last-dose').textContent = dose.known ? doseInWords(dose) : ''
    part('none').hidden = dose.known
  }
  const say = (/** @type {string} */ name) => {
    part('status').textContent = words(name)
  }

  /** @param {(card: Card) => Card} change */
  const change = async (change) => {
    try {
      const { state, card, generation } = await loadCard()
      if (state === 'damaged') throw new Error('a card is here that cannot be read')
      await saveCard(change(card ?? blankCard()), { basedOn: generation })
      await show()
      return card ?? blankCard()
    } catch {
      say('notSaved')
      return null
    }
  }
  /** @param {boolean} isAsking */
  const ask = (isAsking) => {
    part('taken').hidden = isAsking
    part('again').hidden = part('keep').hidden = !isAsking
    part('undo').hidden = isAsking || !before
    const button = part(isAsking ? 'again' : 'taken')
    void settle(button).then(() => button.focus())
  }
  const record = async () => {
    ask(false)
    const old = await change((card) => ({ ...card, ...doseNow(new Date()) }))
    if (!old) return
    before = old
    part('undo').hidden = false
    say('recorded')
  }

  let isBusy = false
  /**
   * @param {string} name
   * @param {() => Promise<unknown>} act - Not begun while another is under way
   */
  const onPress = (name, act) =>
    part(name).addEventListener('click', async () => {
      if (isBusy) return
      isBusy = true
      await act().finally(() => {
        isBusy = false
      })
    })

  onPress('taken', async () => {
    const { card } = await loadCard().catch(() => ({ card: null }))
    if (!card || !isSoonAfter(card.lastDoseAt, new Date())) return record()
    ask(true)
    say('already')
  })
  onPress('again', record)
  part('keep').addEventListener('click', () => {
    ask(false)
    part('status').textContent = ''
  })
  onPress('undo', async () => {
    const old = before
    if (!old) return
    const { lastDoseOn, lastDoseTime, lastDoseAt } = old
    if (!(await change((card) => ({ ...card, lastDoseOn, lastDoseTime, lastDoseAt }))))
      return
    before = null
    ask(false)
    say('undone')
  })

  try {
    await show()
  } catch {
    say('notSaved')
  }
  element.hidden = false
}
