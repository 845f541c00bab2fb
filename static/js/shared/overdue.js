/** A page whose review is overdue says so itself, also offline. */

/**
 * @param {Document} page
 * @param {Date} now
 */
export function sayOverdue(page, now) {
  for (const notice of page.querySelectorAll('[data-review-due]')) {
    if (!(notice instanceof HTMLElement)) continue
    notice.hidden = !isOverdue(notice.dataset.reviewDue ?? '', now)
  }
}

/**
 * @param {string} dueOn - YYYY-MM-DD; the day itself is still in time
 * @param {Date} now
 * @returns {boolean} True also for a date that cannot be read
 */
export function isOverdue(dueOn, now) {
  const lastMoment = new Date(`${dueOn}T23:59:59.999`)
  return !(now.getTime() <= lastMoment.getTime())
}
