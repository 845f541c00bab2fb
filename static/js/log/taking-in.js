/** For a page that shows the card, once something was tapped on a reminder. */
import { takeIn } from './take-in.js'

void takeIn().then(({ taken }) => {
  if (taken > 0) window.dispatchEvent(new Event('carrycard-taken-in'))
})
