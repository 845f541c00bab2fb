/** The two slots of the database in which the private part is kept, locked. */

export const PRIVATE_A = 'card.private.a'
export const PRIVATE_B = 'card.private.b'
export const PRIVATE_SLOTS = Object.freeze([PRIVATE_A, PRIVATE_B])
