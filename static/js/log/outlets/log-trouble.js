/** Whether the page says that the log cannot be read, or not all of it. */

/**
 * Then nothing is given to anybody: days that were lost would stand there as days on
 * which nothing was recorded, and a calendar would be told to forget them.
 */
export function hasTrouble() {
  const trouble = document.querySelector('[data-trouble]')
  return trouble instanceof HTMLElement && !trouble.hidden
}
