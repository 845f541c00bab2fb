/** Say which card a page is about: the one kept here, or the general one, and why. */

/**
 * @param {ParentNode} page - Has notes marked [data-kept="states it is shown in"]
 * @param {{ state: string }} kept - As keptCard() gives it
 */
export function tellOfCard(page, { state }) {
  for (const note of page.querySelectorAll('[data-kept]')) {
    if (!(note instanceof HTMLElement)) continue
    note.hidden = !note.dataset.kept?.split(' ').includes(state)
  }
}
