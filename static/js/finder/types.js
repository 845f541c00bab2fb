/**
 * What the finder's parts hand each other. Types only.
 *
 * @typedef {object} Found - A place somebody searched for, worked out on the phone
 * @property {string} label - As shown: "LS6 2AB", "LS6", "Bangor, Gwynedd", "" for where they are
 * @property {'postcode' | 'outcode' | 'place' | 'device'} kind
 * @property {number} latitude - WGS 84 degrees
 * @property {number} longitude
 * @property {number} radiusKm - Nine in ten of the postcodes meant are within this
 * @property {string[]} councils - GSS codes it may lie in, likeliest first; after a district
 *   of two-tier England stands its county, which commissions for it
 * @property {Nation[]} nations - Nations it may lie in: two at a border
 * @property {'' | 'ended' | 'not-known' | 'nearest'} doubt - "ended": the postcode is no longer in
 *   use; "not-known": the full postcode is not in the phone's list, so its first half is
 *   used; "nearest": councils are those of the nearest postcodes
 *
 * @typedef {'england' | 'wales' | 'scotland' | 'northern-ireland' | 'crown-dependency'} Nation
 *
 * @typedef {object} Council
 * @property {string} code - GSS code
 * @property {string} name
 * @property {string} slug - In the address of its page
 * @property {Nation} nation
 * @property {string} board - Health board or trust as people know it; "" in England
 * @property {string} upper - Code of the county above a district of two-tier England, or ""
 *
 * @typedef {'yes' | 'no' | 'unknown'} Answer
 *
 * @typedef {object} Phone
 * @property {string} number - As people read it
 * @property {'voice' | 'text' | 'textphone'} kind
 * @property {string} label
 * @property {string} note
 * @property {boolean} isConfirmed
 *
 * @typedef {object} Hours
 * @property {number} weekday - ISO, 1 Monday to 7 Sunday
 * @property {number} opens - Minutes after midnight, UK wall clock
 * @property {number} closes - Above 1440 is after midnight
 * @property {string} purpose
 * @property {number[]} weeks
 * @property {number} everyWeeks
 * @property {string} anchor - YYYY-MM-DD or ""
 * @property {string} validFrom
 * @property {string} validTo
 * @property {'open' | 'closed' | 'unknown'} bankHoliday
 * @property {string} note
 *
 * @typedef {object} Meeting
 * @property {string} fellowship
 * @property {'in-person' | 'online' | 'hybrid'} venue
 * @property {'anyone' | 'members' | 'unknown'} openTo
 * @property {string[]} formats
 * @property {string} joinUrl
 * @property {boolean} isClosedForNow
 *
 * @typedef {object} Listing - As pwa/finder/model.py has it, decoded from a pack
 * @property {string} key
 * @property {string} source - Key of its source in the pack's manifest
 * @property {string} name
 * @property {string} kind
 * @property {string} organisation
 * @property {string} summary
 * @property {string} forWhom
 * @property {'active' | 'paused'} status
 * @property {string} alert
 * @property {string} alertUntil
 * @property {Answer} selfReferral
 * @property {string} howToRefer
 * @property {Answer} residentsOnly
 * @property {string[]} councils - It serves these
 * @property {Nation[]} nations - It serves these as a whole; both empty: anybody
 * @property {number | null} minimumAge
 * @property {number | null} maximumAge
 * @property {string} gender
 * @property {string} cost
 * @property {string[]} substances
 * @property {string[]} offers
 * @property {Answer} prescribesNaltrexone
 * @property {string} naltrexoneCheckedOn
 * @property {string[]} languages
 * @property {Phone[]} phones
 * @property {string} url
 * @property {string} email
 * @property {string} place - Name of the building
 * @property {string[]} lines
 * @property {string} town
 * @property {string} postcode
 * @property {number | null} latitude
 * @property {number | null} longitude
 * @property {string} precision
 * @property {string} council - It stands in this
 * @property {string} nation
 * @property {'yes' | 'limited' | 'no' | 'unknown'} wheelchair
 * @property {string} directions
 * @property {boolean} isWithheld
 * @property {Hours[]} hours
 * @property {Meeting | null} meeting
 * @property {string} checkedOn - YYYY-MM-DD or ""
 * @property {string} checkedHow
 * @property {string} verifyBy
 * @property {string} page
 * @property {string} notes
 *
 * @typedef {object} Filters - An empty object shows everything
 * @property {string[]} [kinds]
 * @property {boolean} [openNow]
 * @property {boolean} [openToday]
 * @property {boolean} [selfReferral] - Only those known to take people who come themselves
 * @property {'alcohol' | 'opioids'} [substance] - Those known to, and those not known
 * @property {boolean} [family]
 * @property {boolean} [remote] - Online or by phone
 * @property {boolean} [wheelchair]
 * @property {string} [language]
 * @property {Answer} [prescribesNaltrexone]
 *
 * @typedef {object} Result
 * @property {Listing} listing
 * @property {number | null} distanceKm - Null where it has no point, or nothing was searched for
 * @property {number | null} bearing - Degrees from north, 0 to 360
 * @property {boolean} isOld - Past `verifyBy`, or checked over six months ago, or never
 *
 * @typedef {object} Results
 * @property {Result[]} forArea - Serve the place's council, nearest first; then its nation's
 * @property {Result[]} nearest - By distance, at most 20, whomever they serve
 * @property {boolean} onlyNational - No service of the council itself is in the packs
 */
export {}
