/** Buttons that copy text which stands on the page. */

/**
 * Each [data-copy="name"] copies what stands in [data-copy-from="name"]. Where copying
 * is not allowed, the text is selected instead, and the person is told to copy it.
 *
 * @param {ParentNode} page
 * @param {(name: string) => string} words - Has 'copied' and 'selected'
 */
export function copyButtons(page, words) {
  for (const button of page.querySelectorAll('button[data-copy]')) {
    if (!(button instanceof HTMLButtonElement)) continue
    const name = button.dataset.copy ?? ''
    const source = page.querySelector(`[data-copy-from="${name}"]`)
    const status = page.querySelector(`[data-copy-status="${name}"]`)
    if (!(source instanceof HTMLElement) || !status) continue
    button.hidden = false
    button.addEventListener('click', async () => {
      status.textContent = ''
      const isCopied = await copyText(source.textContent ?? '')
      if (!isCopied) select(source)
      status.textContent = words(isCopied ? 'copied' : 'selected')
    })
  }
}

/**
 * @param {string} text
 * @returns {Promise<boolean>} Whether the clipboard now has it
 */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

/**
 * Select all of an element's text, ready for the person to copy.
 *
 * @param {HTMLElement} element
 */
export function select(element) {
  getSelection()?.selectAllChildren(element)
  element.scrollIntoView({ block: 'nearest' })
}
