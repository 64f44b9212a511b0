// A picture for those who cannot see it: a name, its present numbers, and what has just changed.

import { Announcer } from "./announcer.js"
import { element } from "../../component/dom.js"
import { numbersOf } from "./numbers.js"

const SELDOM = 1000 // milliseconds between two tellings of the numbers

export class Voice {
  #numbers = element("div", { class: "unseen", id: "numbers" })
  #announcer = new Announcer()
  caption = element("div", { class: "caption", "aria-live": "polite", hidden: true })
  elements = [this.#numbers, this.#announcer.element]
  #telling = 0

  /** The picture offers canvas, header, seen (its visible layers), timeline and handles. */
  constructor(picture) {
    this.picture = picture
    picture.canvas.setAttribute("aria-describedby", "numbers")
  }

  /** The picture in words, with what lies outside of it. */
  name(outside) {
    const { canvas, header } = this.picture
    const words = [header.alt || "A picture without a description", ...outside].join(" ")
    if (canvas.getAttribute("aria-label") !== words) canvas.setAttribute("aria-label", words)
  }

  /** Show in words what happens at the present frame, and tell its numbers soon. */
  follow() {
    const { header, timeline } = this.picture
    this.caption.hidden = !header.captions.length
    const words = header.captions[timeline.frame] ?? ""
    if (this.caption.textContent !== words) this.caption.textContent = words
    this.#telling ||= setTimeout(() => this.#tell(), SELDOM)
  }

  /** The numbers, when the picture rests. */
  #tell() {
    this.#telling = 0
    const { seen, timeline, handles } = this.picture
    if (timeline.playing) return
    const time = timeline.element.hidden ? [] : [`${timeline.words()}.`]
    const words = [...time, ...numbersOf(seen, timeline.frame, handles.positions)].join(" ")
    if (this.#numbers.textContent !== words) this.#numbers.textContent = words
  }

  /** Say what `words()` is when it has become quiet. */
  say(words) {
    this.#announcer.say(words)
  }

  /** Say where the handles are. */
  sayHandles() {
    const { seen, handles } = this.picture
    const held = seen.filter(({ kind }) => kind === "handles")
    this.say(() => numbersOf(held, 0, handles.positions).join(" "))
  }

  remove() {
    clearTimeout(this.#telling)
    this.#announcer.remove()
  }
}
