/** Fill in the prescriber from a service that the person keeps. */
import { loadMine } from '../finder/my-services-store.js'
import { control } from './card-fields.js'

/**
 * Offers nothing where nothing is kept, or where it cannot be read.
 *
 * @param {HTMLFormElement} form
 */
export async function offerMyServices(form) {
  const box = form.querySelector('[data-from-mine]')
  const choice = box?.querySelector('select')
  if (!(box instanceof HTMLElement) || !choice) return
  const { entries } = await loadMine().catch(() => ({ entries: [] }))
  choice.append(...entries.map(({ name }, at) => new Option(name, String(at))))
  box.hidden = entries.length === 0
  choice.addEventListener('change', () => {
    const entry = entries[Number(choice.value)]
    if (choice.value === '' || !entry) return
    control(form, 'prescriber').value = entry.name
    control(form, 'prescriberPhone').value = entry.phone
    form.dispatchEvent(new Event('input', { bubbles: true }))
  })
}
