// A picture for those who cannot see it: a name, its present numbers, and what has just changed.

import { Announcer } from "./announcer.js"
import { element } from "../../component/dom.js"
import { numbersOf } from "./numbers.js"

/** @import { Handles } from "../pointer/handles.js" */
/** @import { Timeline } from "../time/timeline.js" */
/** @import { Layer, SceneHeader } from "../wire/header.js" */

const SELDOM = 1000 // milliseconds between two tellings of the numbers

/**
 * What is asked of a picture; `seen` are its visible layers.
 * @typedef {{ canvas: HTMLCanvasElement, seen: Layer[], timeline: Timeline, handles: Handles }} Spoken
 */

export class Voice {
  #numbers = element("div", { class: "unseen", id: "numbers" })
  #announcer = new Announcer()
  caption = element("div", { class: "caption", "aria-live": "polite", hidden: true })
  elements = [this.#numbers, this.#announcer.element]
  #telling = 0

  /** @param {Spoken} picture */
  constructor(picture) {
    this.picture = picture
    picture.canvas.setAttribute("aria-describedby", "numbers")
  }

  /**
   * The picture in words, with what lies outside of it.
   * @type {(header: SceneHeader, outside: string[]) => void}
   */
  name(header, outside) {
    const { canvas } = this.picture
    const words = [header.alt || "A picture without a description", ...outside].join(" ")
    if (canvas.getAttribute("aria-label") !== words) canvas.setAttribute("aria-label", words)
  }

  /**
   * Show in words what happens at the present frame, and tell its numbers soon.
   * @param {SceneHeader} header
   */
  follow(header) {
    const { timeline } = this.picture
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
    const time = timeline.moves ? [`${timeline.words()}.`] : []
    const words = [...time, ...numbersOf(seen, timeline.frame, handles.positions)].join(" ")
    if (this.#numbers.textContent !== words) this.#numbers.textContent = words
  }

  /**
   * Say what `words()` is when it has become quiet.
   * @param {() => string} words
   */
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
