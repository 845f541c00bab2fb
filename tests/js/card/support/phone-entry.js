/** What a page of the app can do with what is kept on the phone. */
export * from '../../../../static/js/card/card-store.js'
export * from '../../../../static/js/card/backup/bring-back.js'
export {
  dropPrivate,
  lookAtPrivate,
  writePrivateRecord
} from '../../../../static/js/card/private/private-store.js'
export * as log from '../../../../static/js/log/log-store.js'
export * as dose from '../../../../static/js/log/dose.js'
export * as inbox from '../../../../static/js/log/inbox.js'
export * as taking from '../../../../static/js/log/take-in.js'
