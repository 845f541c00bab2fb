/** What may be kept on the phone by choice: recent places. And reports that wait. */
import { wordsIn } from '../shared/words.js'
import { recentPlaces, wantRecent } from './recent-places.js'
import { sendReports, waitingReports } from './reports.js'

/**
 * @param {HTMLElement} box
 * @param {(name: string) => string} words
 * @param {() => void} onChange - The choice was changed
 */
export function keepPart(box, words, onChange) {
  const choice = /** @type {HTMLInputElement} */ (box.querySelector('#recent'))
  const status = box.querySelector('[data-recent-choice] [data-status]')
  const told = wordsIn(document, '[data-recent-words]')
  box.hidden = false

  void recentPlaces().then(
    (places) => (choice.checked = places !== null),
    () => (choice.disabled = true)
  )
  choice.addEventListener('change', async () => {
    const isWanted = choice.checked
    const said = await wantRecent(isWanted).then(
      () => (isWanted ? 'on' : 'off'),
      () => {
        choice.checked = !isWanted
        return 'notKept'
      }
    )
    if (status) status.textContent = told(said)
    onChange()
  })

  const line = box.querySelector('[data-reports]')
  const send = async () => {
    const outcome = await sendReports()
    const waiting = await waitingReports()
    if (!line) return
    if (outcome === 'sent') line.textContent = words('reportSent')
    else if (outcome === 'refused') line.textContent = words('reportRefused')
    else if (waiting) {
      line.textContent = words('reportsWait').replace('{count}', String(waiting))
    }
  }
  const sendQuietly = () => void send().catch(() => undefined)
  sendQuietly()
  window.addEventListener('online', sendQuietly)
}
