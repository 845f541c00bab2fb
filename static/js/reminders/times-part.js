/** The list of times: each a box to choose from, at most eight. */
import { MOST_TIMES } from './record.js'

/** What a further time starts with, so that no two are the same. */
const NEXT = ['08:00', '20:00', '12:00', '16:00', '10:00', '14:00', '18:00', '22:00']

/**
 * @param {HTMLElement} list
 * @param {HTMLElement} add
 * @param {(name: string) => string} words
 */
export function timesPart(list, add, words) {
  const template = document.querySelector('template[data-time]')
  const boxes = () => [...list.querySelectorAll('select')]
  const read = () => boxes().map((box) => box.value)

  const number = () => {
    for (const [at, row] of [...list.children].entries()) {
      const name = words('time').replace('{number}', String(at + 1))
      const box = /** @type {HTMLSelectElement} */ (row.querySelector('select'))
      const label = /** @type {HTMLLabelElement} */ (row.querySelector('label'))
      const of = row.querySelector('[data-of]')
      box.id = `time-${at + 1}`
      label.htmlFor = box.id
      label.textContent = name
      if (of) of.textContent = ` ${name}`
    }
    add.hidden = list.children.length >= MOST_TIMES
  }
  /** @param {string} time */
  const append = (time) => {
    if (!(template instanceof HTMLTemplateElement)) return
    const row = /** @type {HTMLElement} */ (
      /** @type {Element} */ (template.content.firstElementChild).cloneNode(true)
    )
    list.append(row)
    const box = /** @type {HTMLSelectElement} */ (row.querySelector('select'))
    box.value = time
    row.querySelector('button')?.addEventListener('click', () => {
      const at = [...list.children].indexOf(row)
      row.remove()
      number()
      const near = boxes()[Math.max(at - 1, 0)] ?? add
      near.focus()
      list.dispatchEvent(new Event('input', { bubbles: true }))
    })
    number()
    return box
  }
  add.addEventListener('click', () => {
    const taken = read()
    append(NEXT.find((time) => !taken.includes(time)) ?? '08:15')?.focus()
    list.dispatchEvent(new Event('input', { bubbles: true }))
  })

  return {
    read,
    /** @param {string[]} times */
    fill: (times) => {
      list.replaceChildren()
      for (const time of times) append(time)
      number()
    }
  }
}
