/** A page that was kept while another was open may show a card that has since changed. */
import { reloadUnlessLeft } from '../../shared/reload.js'

/** @param {Document} page */
export function newWhenBack(page) {
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) reloadUnlessLeft(page)
  })
}
