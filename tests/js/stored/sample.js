/** One made-up person's phone: what is kept of each kind, and how it is read back. */
import { blankCard } from '../../../static/js/card/card-model.js'

export const NOW = new Date('2026-11-22T08:00:00.000Z')
export const PASSPHRASE = 'a made-up passphrase'

export const CARD = {
  ...blankCard(),
  name: 'Sam Example',
  bornOn: '1980-02-29',
  form: 'tablet',
  tabletAmount: '50',
  strength: '50 mg',
  lastDoseOn: '2026-11-21',
  lastDoseTime: '08:00',
  lastDoseAt: '2026-11-21T08:00:00.000Z',
  prescriber: 'Dr A Example',
  prescriberPhone: '0113 496 0000',
  contacts: [{ name: 'Alex Example', phone: '07700 900123' }],
  allergies: 'Penicillin\nNuts',
  otherMedicines: 'None',
  liver: true,
  kidney: true,
  conditions: 'Asthma',
  language: 'Welsh',
  note: 'Please ring Alex',
  reason: 'A made-up reason',
  showReason: true
}

export const LOG = {
  entries: [
    {
      id: '0123456789abcdef',
      form: 'tablet',
      what: 'taken',
      on: '2026-11-20',
      time: '08:00',
      at: '2026-11-20T08:00:00.000Z',
      strength: '50 mg',
      note: 'With breakfast',
      supervisedBy: 'Alex Example',
      slot: '2026-11-20T08:00',
      recordedAt: '2026-11-20T08:01:00.000Z'
    }
  ],
  plan: {
    form: 'tablet',
    times: [{ day: 1, time: '08:00', strength: '50 mg' }],
    everyDays: 0,
    since: '2026-11-01'
  },
  dates: [
    {
      id: 'fedcba9876543210',
      kind: 'appointment',
      on: '2026-12-01',
      time: '10:30',
      where: 'Example House',
      note: 'Bring the letter',
      isDone: false
    }
  ],
  title: 'Water the plants'
}

export const TAP = {
  slot: '2026-11-21T08:00',
  what: 'taken',
  at: '2026-11-21T08:03:00.000Z'
}

export const CALENDAR = {
  choice: { minutesBefore: 10, withStrength: true, withPlace: true, withNote: true },
  files: {
    count: 2,
    sent: [
      {
        key: 'plan 08:00',
        uid: '00112233445566aa',
        start: 'DTSTART;TZID=Europe/London:20261123T080000',
        lastOn: ''
      }
    ]
  }
}

export const TEXTS = {
  reason: 'A made-up reason',
  conditions: 'One\nTwo',
  notes: 'A note for nobody else'
}

export const REMINDERS = {
  isOn: true,
  endpoint: 'https://push.example/made-up',
  keyId: 'made-up-key',
  times: ['08:00', '20:15'],
  days: [1, 3, 5],
  safety: true,
  text: 'Water the plants',
  lang: 'cy',
  words: { taken: 'Done' },
  renewedAt: '2026-11-22T08:00:00.000Z',
  trouble: 'key',
  isTold: true,
  toForget: ['https://push.example/before'],
  serial: 1
}

export const MINE = [
  {
    id: 'one',
    key: 'made-up:1',
    name: 'Example Pharmacy',
    phone: '0113 496 0000',
    note: 'Ask for Alex',
    where: '1 Example Street, Leeds',
    url: 'https://pharmacy.example/',
    keptOn: '2026-11-22'
  }
]

export const PLACES = ['LS1 (Leeds)', 'Bangor']
export const REPORT = { key: 'made-up:1', what: 'hours', words: 'Shut at five' }
export const SHOWN = { id: '2026-11-22T08:00', isDone: true, at: NOW.getTime() }
export const SEEN = { edition: 3, serverDay: '2026-11-22' }

/** What a file holds. */
const HELD = {
  card: CARD,
  savedAt: NOW.toISOString(),
  privatePart: null,
  log: { book: LOG, savedAt: NOW.toISOString() }
}

/**
 * @typedef {object} Kind - `keep` does with a release what a person does, `read` says what
 *   the release makes of what is there, `means` what it should. `change` is another thing
 *   to do, which must leave what a later release kept alone; none where it need not
 * @property {(app: any, phone: any) => unknown} keep
 * @property {(app: any, phone: any, fixture?: any) => unknown} read
 * @property {unknown} means
 * @property {((app: any) => unknown) | null} change
 */

const raw = async (phone, key) => (await phone.disk()).get(key)

/** @type {Record<string, Kind>} */
export const KINDS = {
  card: {
    keep: ({ card }) => card.saveCard(CARD, { now: NOW }),
    read: async ({ card }) => pick(await card.loadCard(), ['state', 'card']),
    means: { state: 'kept', card: CARD },
    change: ({ card }) => card.saveCard({ ...CARD, name: 'Other' }, { now: NOW })
  },
  draft: {
    keep: ({ card }) => card.saveDraft(CARD, blankCard(), { now: NOW }),
    read: ({ card }) => card.loadDraft(blankCard()),
    means: CARD,
    // What was typed and never saved: typing again takes its place.
    change: null
  },
  before: {
    keep: async (app) => {
      await app.card.saveCard({ ...CARD, name: 'Alex Example' }, { now: NOW })
      await app.log.changeLog(() => LOG, { now: NOW })
      const seen = await app.bring.present()
      const held = { card: CARD, savedAt: NOW.toISOString(), privatePart: null }
      const entries = [{ ...LOG.entries[0], id: '00000000000000ff', on: '2026-11-19' }]
      const log = { book: { ...LOG, entries }, savedAt: NOW.toISOString() }
      await app.bring.bringBack(
        app.bring.offerOf({ ...held, log }, seen, NOW),
        seen,
        NOW
      )
    },
    read: async ({ card }) => {
      const before = await card.loadBefore()
      return { name: before.card.name, entries: before.log?.was.entries ?? null }
    },
    means: { name: 'Alex Example', entries: LOG.entries },
    // Of an import before; the next import takes its place.
    change: null
  },
  log: {
    keep: ({ log }) => log.changeLog(() => LOG, { now: NOW }),
    read: async ({ log }) => pick(await log.loadLog(), ['state', 'log']),
    means: { state: 'kept', log: LOG },
    change: ({ log }) => log.changeLog((had) => ({ ...had, title: 'Other' }))
  },
  inbox: {
    keep: ({ inbox }) => inbox.putInInbox(TAP),
    read: async ({ inbox }, phone) => inbox.tapsIn(await raw(phone, inbox.INBOX)),
    means: [TAP],
    change: ({ inbox }) => inbox.putInInbox({ ...TAP, slot: '2026-11-22T08:00' })
  },
  calendar: {
    keep: ({ calendar }) =>
      calendar.nextFile(CALENDAR.choice, () => ({
        text: 'made',
        files: CALENDAR.files
      })),
    read: async ({ calendar }) =>
      pick(await calendar.lastTime(), ['choice', 'files', 'state']),
    means: { ...CALENDAR, state: 'whole' },
    change: ({ calendar }) =>
      calendar.nextFile(CALENDAR.choice, (files) => ({ text: 'x', files }))
  },
  locked: {
    keep: ({ locked }) => locked.setUp(PASSPHRASE, TEXTS),
    read: async ({ locked, lockedStore }) => {
      const { state, record } = await lockedStore.lookAtPrivate()
      const { texts } = await locked.openByPassphrase(record, PASSPHRASE)
      return { state, texts }
    },
    means: { state: 'kept', texts: TEXTS },
    change: ({ locked }) => locked.setUp(PASSPHRASE, { ...TEXTS, reason: 'Other' })
  },
  reminders: {
    keep: ({ reminders }) => reminders.changeReminders(() => REMINDERS),
    read: ({ reminders }) => reminders.loadReminders(),
    means: { state: 'kept', reminders: REMINDERS },
    change: ({ reminders }) =>
      reminders.changeReminders((had) => ({ ...had, isOn: false }))
  },
  shown: {
    keep: ({ shown }, phone) =>
      phone.disk((store) => store.put(shown.sealShown([SHOWN]), shown.SHOWN)),
    read: async ({ shown }, phone) =>
      shown.readShown(await raw(phone, shown.SHOWN), NOW.getTime()),
    means: [SHOWN],
    // A memory of three days. To show a note once too often is better than not at all.
    change: null
  },
  mine: {
    keep: ({ mine }) => mine.changeMine(() => MINE),
    read: ({ mine }) => mine.loadMine(),
    means: { state: 'whole', entries: MINE },
    change: ({ mine }) => mine.changeMine(() => [])
  },
  recent: {
    keep: async ({ recent }) => {
      await recent.wantRecent(true)
      for (const place of [...PLACES].reverse()) await recent.rememberPlace(place)
    },
    read: ({ recent }) => recent.recentPlaces(),
    means: PLACES,
    change: async ({ recent }) => {
      await recent.rememberPlace('Elsewhere')
      await recent.wantRecent(true)
    }
  },
  reports: {
    keep: ({ reports }) => reports.keepReport(REPORT),
    read: async ({ reports }, phone) =>
      reports.readReports(await raw(phone, reports.REPORTS)),
    means: [REPORT],
    change: ({ reports }) => reports.keepReport({ ...REPORT, what: 'moved' })
  },
  file: {
    keep: ({ file }, phone) =>
      phone.files.set('copy', JSON.stringify(file.makeCardFile(HELD, NOW))),
    read: ({ file }, phone) => file.readCardFile(phone.files.get('copy')),
    means: { ok: true, ...HELD },
    change: null
  },
  lockedFile: {
    keep: async ({ file, lockedFile }, phone) => {
      const text = JSON.stringify(file.makeCardFile(HELD, NOW))
      const made = await lockedFile.lockFile(text, PASSPHRASE)
      phone.files.set('copy', JSON.stringify(made))
    },
    read: ({ file, lockedFile }, phone) => {
      const { sealed } = file.readCardFile(phone.files.get('copy'))
      return lockedFile.unlockFile(sealed, PASSPHRASE)
    },
    means: { ok: true, ...HELD },
    change: null
  },
  seen: {
    keep: ({ seen }) => seen.writeSeen(SEEN),
    read: ({ seen }) => seen.readSeen(),
    means: SEEN,
    change: null
  },
  cover: {
    keep: ({ cover }) => cover.chooseCover(true),
    read: ({ cover }) => cover.isCoverChosen(),
    means: true,
    change: null
  }
}

function pick(from, names) {
  return Object.fromEntries(names.map((name) => [name, from[name]]))
}
