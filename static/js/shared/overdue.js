/** A page whose review is overdue says so itself, also offline. */

/**
 * @param {Document} page
 * @param {Date} now - By the device
 * @param {string} [serverDay] - YYYY-MM-DD, the latest day a server has named
 */
export function sayOverdue(page, now, serverDay) {
  const named = new Date(`${serverDay}T12:00`)
  const latest = named.getTime() > now.getTime() ? named : now
  for (const notice of page.querySelectorAll('[data-review-due]')) {
    if (!(notice instanceof HTMLElement)) continue
    notice.hidden = !isOverdue(notice.dataset['reviewDue'] ?? '', latest)
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
