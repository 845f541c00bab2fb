/** In which form somebody takes it: by the plan, or else by the card. */
import { loadCard } from '../card/card-store.js'

/** @import { LogBook, LogForm } from './types.js' */

/**
 * @param {LogBook} log
 * @returns {Promise<LogForm>}
 */
export async function formOf({ plan }) {
  if (plan.form) return plan.form
  const card = await loadCard().then(
    (read) => read.card,
    () => null
  )
  return card?.form === 'injection' || card?.form === 'implant' ? card.form : 'tablet'
}
