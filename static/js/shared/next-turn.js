/** @returns {Promise<void>} Once taps that came meanwhile have been answered */
export const nextTurn = () => new Promise((done) => setTimeout(done))
