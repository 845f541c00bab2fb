/** Where the phone is: asked once, on a tap, and kept nowhere. */

/** Longer than that a person is told to type instead; the answer may still come. */
const PATIENCE_MS = 10_000
/** A phone that knows roughly where it was a few minutes ago may say that. */
const MAX_AGE_MS = 300_000

/** @typedef {'denied' | 'failed' | 'slow' | 'abroad'} Trouble */

export class NearMeError extends Error {
  name = 'NearMeError'

  /** @param {Trouble} trouble */
  constructor(trouble) {
    super(`The phone did not say where it is: ${trouble}`)
    this.trouble = trouble
  }
}

/**
 * @param {Pick<Geolocation, 'getCurrentPosition'> | undefined} phone
 * @param {object} [options]
 * @param {() => void} [options.onSlow] - Called once, while it still waits
 * @param {number} [options.patienceMs]
 * @returns {Promise<{ latitude: number, longitude: number, radiusKm: number }>}
 * @throws {NearMeError} It may not, could not, or did not in time
 */
export function whereIAm(phone, { onSlow, patienceMs = PATIENCE_MS } = {}) {
  return new Promise((resolve, reject) => {
    if (!phone) return reject(new NearMeError('failed'))
    const timer = setTimeout(() => onSlow?.(), patienceMs)
    phone.getCurrentPosition(
      ({ coords }) => {
        clearTimeout(timer)
        const { latitude, longitude, accuracy } = coords
        resolve({ latitude, longitude, radiusKm: accuracy / 1000 })
      },
      ({ code }) => {
        clearTimeout(timer)
        reject(new NearMeError(code === 1 ? 'denied' : code === 3 ? 'slow' : 'failed'))
      },
      { enableHighAccuracy: false, timeout: patienceMs, maximumAge: MAX_AGE_MS }
    )
  })
}
