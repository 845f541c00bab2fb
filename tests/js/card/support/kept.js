/** Phones that hold a card, and what it takes to spoil them. */

import { cleanCard } from '../../../../static/js/card/card-model.js'
import { inFixedOrder } from '../../../../static/js/card/sealed.js'
import { crc32 } from '../../../../static/js/card/crc32.js'
import { Device } from './device.js'

export const SAM = cleanCard({ name: 'Sam Example', form: 'tablet' })
export const ALEX = cleanCard({ name: 'Alex Example', form: 'injection' })
export const NOW = new Date('2026-11-22T08:00:00.000Z')
export const SECONDS = NOW.getTime() / 1000
export const NONE = {
  state: 'none',
  card: null,
  generation: 0,
  savedAt: '',
  repaired: [],
  troubles: []
}

export async function deviceWith(...cards) {
  const device = new Device()
  const page = device.launch()
  let saved
  for (const card of cards) saved = await page.store.saveCard(card, { now: NOW })
  return { device, page, saved }
}

/** How many storage calls it makes on a phone that holds a card. */
export async function stepsOf(act) {
  const { page } = await deviceWith(SAM, ALEX)
  page.arm()
  await act(page.store)
  return page.steps
}

export function sealed({ checksum: _, ...content }) {
  return { ...content, checksum: crc32(inFixedOrder(content)) }
}

export function refusing(name) {
  return {
    open() {
      const request = { error: new DOMException('', name) }
      setImmediate(() => request.onerror())
      return request
    }
  }
}

export function watch(method, tell) {
  return (...args) => {
    tell(args)
    return method(...args)
  }
}

export const plain = (value) => structuredClone(value)
