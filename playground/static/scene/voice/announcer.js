// What changed, for those who cannot see it: in words, once nothing has changed for a moment.

import { element } from "../../component/dom.js"

const QUIET = 400 // milliseconds

export class Announcer {
  element = element("div", { class: "unseen", "aria-live": "polite" })
  #timer = 0

  /**
   * Say what `words()` is when it has become quiet.
   * @param {() => string} words
   */
  say(words) {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.element.textContent = words()
    }, QUIET)
  }

  remove() {
    clearTimeout(this.#timer)
  }
}
