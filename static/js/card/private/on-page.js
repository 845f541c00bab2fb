/** The parts of the page for the private part: which one is shown, and what it says. */

/**
 * @param {Document} page
 * @param {string} name - Of the only part to be shown
 */
export function showOnly(page, name) {
  for (const each of parts(page)) each.hidden = each.dataset['part'] !== name
  for (const status of page.querySelectorAll('[data-part] [data-status]')) {
    status.textContent = ''
  }
}

/**
 * @param {Document} page
 * @param {string} group
 * @param {string} text - '' says nothing
 */
export function say(page, group, text) {
  for (const status of page.querySelectorAll('[data-group] [data-status]')) {
    const holder = status.closest('[data-group]')
    const isIt = holder instanceof HTMLElement && holder.dataset['group'] === group
    status.textContent = isIt ? text : ''
  }
}

/**
 * Empty every field, so that nothing open stays in the page.
 *
 * @param {Document} page
 */
export function emptyFields(page) {
  for (const form of page.querySelectorAll('[data-part] form')) {
    if (form instanceof HTMLFormElement) form.reset()
  }
  for (const field of page.querySelectorAll('[data-part] :is(input, textarea)')) {
    const isText = field instanceof HTMLTextAreaElement
    if (isText || (field instanceof HTMLInputElement && field.type !== 'checkbox')) {
      field.value = ''
    }
    if (field instanceof HTMLInputElement) field.removeAttribute('aria-invalid')
  }
}

/**
 * @param {Document} page
 * @param {string} id
 * @returns {HTMLInputElement | HTMLTextAreaElement}
 * @throws {TypeError} The page has no such field
 */
export function field(page, id) {
  const found = page.getElementById(id)
  if (found instanceof HTMLInputElement || found instanceof HTMLTextAreaElement) {
    return found
  }
  throw new TypeError(`the page has no field ${id}`)
}

/**
 * @param {Document} page
 * @param {string} selector
 * @returns {HTMLElement}
 * @throws {TypeError} The page has no such part
 */
export function part(page, selector) {
  const found = page.querySelector(selector)
  if (found instanceof HTMLElement) return found
  throw new TypeError(`the page has no ${selector}`)
}

/**
 * A box to tick shows what is typed in the fields of its form.
 *
 * @param {Document} page
 */
export function offerToShow(page) {
  for (const box of page.querySelectorAll('[data-show-typed]')) {
    if (!(box instanceof HTMLInputElement)) continue
    const show = () => {
      for (const typed of box.form?.querySelectorAll('[data-typed]') ?? []) {
        if (typed instanceof HTMLInputElement) {
          typed.type = box.checked ? 'text' : 'password'
        }
      }
    }
    box.addEventListener('change', show)
    box.form?.addEventListener('reset', () => setTimeout(show))
  }
}

/** @param {Document} page */
function parts(page) {
  return [...page.querySelectorAll('[data-part]')].filter(
    (each) => each instanceof HTMLElement
  )
}
