/**
 * What the log keeps, on this phone and nowhere else.
 *
 * Days and times are those on the wall where the person was; a moment (`…At`) is UTC.
 * What a person did not say is '', false or an empty list.
 *
 * @module
 */

/** @typedef {'tablet' | 'injection' | 'implant'} LogForm */

/**
 * One thing recorded: a dose taken, or one skipped.
 *
 * @typedef {object} Entry
 * @property {string} id - 16 hex letters drawn at random; the same in every copy
 * @property {LogForm} form
 * @property {'taken' | 'skipped'} what
 * @property {string} on - YYYY-MM-DD
 * @property {string} time - HH:MM, or '' where it is not known
 * @property {string} at - UTC moment of those two, or ''
 * @property {string} strength - As on the label, such as "50 mg"
 * @property {string} note - May have several lines
 * @property {string} supervisedBy - Who saw it taken
 * @property {string} slot - The planned time it answers, "YYYY-MM-DDTHH:MM", or ''
 * @property {string} recordedAt - UTC moment
 */

/**
 * A time of the week at which a tablet is planned.
 *
 * @typedef {object} PlannedTime
 * @property {number} day - Monday 1 to Sunday 7, as ISO 8601 counts
 * @property {string} time - HH:MM
 * @property {string} strength - As on the label, such as "100 mg", or ''
 */

/**
 * @typedef {object} Plan
 * @property {'' | LogForm} form - '' when no plan was made
 * @property {PlannedTime[]} times - Of tablets: ordered by day and time, at most 28
 * @property {number} everyDays - Of injections: days from one to the next, 28 unless
 *   the person says otherwise; 0 for other forms
 * @property {string} since - YYYY-MM-DD: planned from this day on
 */

/**
 * Something with a day: to come, or over.
 *
 * @typedef {object} LogDate
 * @property {string} id
 * @property {'appointment' | 'prescription' | 'blood-test' | 'injection' | 'implant'
 *   | 'other'} kind
 * @property {string} on - YYYY-MM-DD
 * @property {string} time - HH:MM, or ''
 * @property {string} where
 * @property {string} note - May have several lines
 * @property {boolean} isDone
 */

/**
 * @typedef {object} LogBook
 * @property {Entry[]} entries - Oldest first
 * @property {Plan} plan
 * @property {LogDate[]} dates - Soonest first
 * @property {string} title - What a calendar or reminder shows: neutral unless chosen
 */

export {}
