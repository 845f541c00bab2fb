/** Parts of a page, found by the names they have in its HTML. */

/**
 * @param {ParentNode} box
 * @returns {(name: string) => HTMLElement} Of `data-<name>`
 */
export function partsOf(box) {
  return (name) => /** @type {HTMLElement} */ (box.querySelector(`[data-${name}]`))
}

/**
 * @param {HTMLElement} template - A <template>
 * @returns {{ made: HTMLElement, slot: (name: string) => HTMLElement,
 *   onAct: (name: string, act: () => unknown) => void }}
 */
export function copyOf(template) {
  const { content } = /** @type {HTMLTemplateElement} */ (template)
  const made = /** @type {HTMLElement} */ (
    /** @type {Element} */ (content.firstElementChild).cloneNode(true)
  )
  const find = (/** @type {string} */ selector) =>
    /** @type {HTMLElement} */ (made.querySelector(selector))
  return {
    made,
    slot: (name) => find(`[data-slot="${name}"]`),
    onAct: (name, act) => find(`[data-act="${name}"]`).addEventListener('click', act)
  }
}

/**
 * @param {HTMLElement} place
 * @param {string} text - Shown only where there is some
 */
export function fill(place, text) {
  place.textContent = text
  place.hidden = text === ''
}

/**
 * @param {HTMLElement} made
 * @param {string} text - What a button is about, for those who do not see where it stands
 */
export function nameButtons(made, text) {
  for (const of of made.querySelectorAll('[data-of]')) of.textContent = ` ${text}`
}

/**
 * Not begun again while it is under way.
 *
 * @template {unknown[]} A
 * @param {(...given: A) => Promise<unknown>} act
 */
export function oneAtATime(act) {
  let isBusy = false
  return async (/** @type {A} */ ...given) => {
    if (isBusy) return
    isBusy = true
    await act(...given).finally(() => {
      isBusy = false
    })
  }
}
