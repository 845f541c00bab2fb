/** Show what a card would change here, and use it only when told to. */
import { CardChangedError, CardNewerError, CardStorageError } from '../card-errors.js'
import { settle } from '../../shared/settle.js'
import { wordsIn } from '../../shared/words.js'
import { bringBack, offerOf, present } from './bring-back.js'
import { dayAndTime } from './compare.js'
import { differenceOf } from './join-logs.js'
import { pageLanguage, showCompared } from './show-compare.js'

/** @import { Offer, Present } from './bring-back.js' */
/** @import { Held } from './card-file.js' */

export class OfferBox {
  /** @type {{ offer: Offer, seen: Present } | null} */
  #shown = null
  #isBusy = false

  /**
   * @param {HTMLElement} box
   * @param {() => void} onBrought - Called once another card is here
   */
  constructor(box, onBrought) {
    this.box = box
    this.onBrought = onBrought
    this.word = wordsIn(document, '[data-offer-words]')
    this.#on('[data-use]', () => void this.#use())
    this.#on('[data-leave-it]', () => {
      this.hide()
      this.say('left')
    })
  }

  /**
   * @param {Held} held
   * @param {'inFile' | 'onOther'} from
   */
  async show(held, from) {
    await this.#show((seen) => offerOf(held, seen), from)
  }

  /** @param {Offer} offer */
  async showBefore(offer) {
    await this.#show(() => offer, 'fromBefore')
  }

  hide() {
    this.#shown = null
    this.#part('[data-offer]').hidden = true
  }

  /**
   * @param {string} name - Of the words; '' says nothing
   * @param {Node[]} more
   */
  say(name, ...more) {
    this.#part('[data-outcome]').replaceChildren(name && this.word(name), ...more)
  }

  /**
   * @param {(seen: Present) => Offer} make
   * @param {string} from
   */
  async #show(make, from) {
    this.hide()
    this.say('')
    /** @type {Present} */
    let seen
    try {
      seen = await present()
    } catch {
      return this.say('notRead')
    }
    if (seen.state === 'newer') return this.say('newerHere')
    const offer = make(seen)
    const isOther = showCompared(this.box, seen.card, offer.card, from)
    const isSame = !isOther && !offer.privatePart && !offer.log
    if (seen.card && isSame) return this.say('same')
    this.#shown = { offer, seen }
    this.#part('[data-age]').textContent = this.#age(offer, seen)
    this.#part('[data-unreadable]').hidden = seen.state !== 'damaged'
    this.#part('[data-private-too]').hidden = !offer.privatePart?.now
    this.#part('[data-private-off]').hidden =
      !offer.privatePart || !!offer.privatePart.now
    this.#part('[data-private-stays]').hidden = !!offer.privatePart || !seen.privatePart
    this.#showLog(offer, seen)
    this.#part('[data-offer]').hidden = false
    const use = this.#part('[data-use]')
    if (use instanceof HTMLButtonElement) void settle(use)
    this.#part('[data-offer-heading]').focus()
  }

  /**
   * @param {Offer} offer
   * @param {Present} seen
   */
  #showLog({ log }, { log: here }) {
    const difference = log && differenceOf(here.log, log)
    this.#part('[data-log-stays]').hidden = !!log || here.state === 'none'
    this.#part('[data-log-too]').hidden = !difference
    if (!difference) return
    const lines = /** @type {const} */ (['added', 'changed', 'gone'])
      .filter((each) => difference[each] > 0)
      .map((each) => `${this.word(`log-${each}`)} ${difference[each]}`)
    if (difference.isOtherPlan) lines.push(this.word('log-plan'))
    if (here.state === 'damaged') lines.push(this.word('log-unreadable'))
    this.#part('[data-log-different]').replaceChildren(
      ...lines.map((line) => {
        const item = document.createElement('li')
        item.textContent = line
        return item
      })
    )
  }

  async #use() {
    if (!this.#shown || this.#isBusy) return
    const { offer, seen } = this.#shown
    this.#isBusy = true
    try {
      await bringBack(offer, seen, new Date())
      this.hide()
      this.say(seen.card ? 'brought' : 'broughtFirst', this.#cardLink())
      this.onBrought()
    } catch (error) {
      this.hide()
      this.say(wordFor(error))
    } finally {
      this.#isBusy = false
      this.#part('[data-outcome]').focus()
    }
  }

  /**
   * @param {Offer} offer
   * @param {Present} seen
   */
  #age(offer, seen) {
    const day = (/** @type {string} */ at) => dayAndTime(new Date(at), pageLanguage())
    const there = this.word('savedOn').replace('{day}', day(offer.savedAt))
    if (!seen.card) return `${there} ${this.word('noneHere')}`
    if (offer.savedAt === seen.savedAt) return `${there} ${this.word('sameAge')}`
    const here = this.word(offer.savedAt > seen.savedAt ? 'isNewer' : 'isOlder')
    return `${there} ${here.replace('{day}', day(seen.savedAt))}`
  }

  #cardLink() {
    const link = document.createElement('a')
    link.href = window.location.pathname.replace(/(backup|move)\/?$/, '')
    link.textContent = this.word('showCard')
    const line = document.createElement('span')
    line.append(' ', link)
    return line
  }

  /** @param {string} selector */
  #part(selector) {
    return /** @type {HTMLElement} */ (this.box.querySelector(selector))
  }

  /**
   * @param {string} selector
   * @param {() => void} act
   */
  #on(selector, act) {
    this.#part(selector).addEventListener('click', act)
  }
}

/** @param {unknown} error */
function wordFor(error) {
  if (error instanceof CardChangedError) return 'changed'
  if (error instanceof CardNewerError) return 'newerHere'
  return error instanceof CardStorageError && error.unsure ? 'unsure' : 'notKept'
}
