// What a scene and a picture of links have in common: frames that arrive in pieces and play, drawn
// when something has changed.

import { element, styled } from "../component/dom.js"
import { readTheme } from "../component/theme.js"
import { momentOf } from "./export.js"
import { Timeline } from "./time/timeline.js"
import { decode, Recording } from "./wire/blob.js"
import { Outbox } from "./wire/outbox.js"

/** @import { Place, SetState } from "../component/placed.js" */
/** @import { Theme } from "../component/look.js" */
/** @import { LinksHeader, SceneHeader } from "./wire/header.js" */

/** @template {SceneHeader | LinksHeader} Header */
export class Recorded {
  recording = new Recording()
  outbox = new Outbox()
  /** @type {Theme | null} */
  theme = null
  /** @type {Header | null} */
  header = null
  fresh = true // whether the last bytes were of another recording than those before
  whole = true // whether no frame is missing
  timeline = new Timeline({
    changed: () => this.changed(),
    settled: (frame) => this.outbox.send("time", { frame, identity: this.header?.identity }),
  })
  badge = element("span", { class: "badge" })
  observer = new ResizeObserver(() => this.resized())
  /** @type {Uint8Array | null} */
  #bytes = null
  #wanted = 0 // the animation frame asked for
  #last = 0

  /** @param {Place} parent @param {string} kind @param {string[]} sheets */
  constructor(parent, kind, ...sheets) {
    this.root = element("div", { class: kind })
    const [links, read] = styled(this.root, import.meta.resolve("./scene.css"),
      import.meta.resolve("./time/time.css"), import.meta.resolve("./system.css"), ...sheets)
    parent.append(...links, this.root)
    this.root.addEventListener("keydown", (event) => {
      const target = /** @type {Element} */ (event.target)
      if (target instanceof HTMLSelectElement) return
      const onButton = target.matches("button") && !target.closest(".handles")
      if (!(onButton && event.key === " ") && this.key(event)) event.preventDefault()
    })
    // The style sheet gives the theme's variables a moment of transition: its end is the change.
    this.root.addEventListener("transitionend", () => this.changed())
    this.observer.observe(this.root)
    read.then(() => {
      this.root.classList.add("styled")
      this.changed()
    })
  }

  /**
   * New bytes from Python; the same bytes again when only the theme has changed.
   * @type {(bytes: Uint8Array | null, setState: SetState) => void}
   */
  update(bytes, setState) {
    this.outbox.address(setState)
    if (bytes && bytes !== this.#bytes) this.take(/** @type {Header} */ (decode(bytes)))
    this.#bytes = bytes
    this.changed()
  }

  /** @param {Header} header */
  take(header) {
    this.fresh = header.identity !== this.header?.identity
    const missing = this.recording.accept(header)
    this.whole = missing === null
    this.outbox.ask(header.identity, missing)
    this.header = header
    this.root.style.setProperty("--share", `${header.share}`)
    this.badge.textContent = header.badge
    this.badge.title = header.meaning
    this.badge.classList.toggle("live", header.live)
  }

  /**
   * Act on a key; whether it meant anything here.
   * @param {KeyboardEvent} event
   */
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.header) return false
    const act = this.acts(event)[event.key]
    act?.()
    this.changed()
    return Boolean(act)
  }

  /**
   * What each key does now.
   * @type {(event: KeyboardEvent) => Record<string, (() => void) | undefined>}
   */
  acts(event) {
    return this.timeline.element.hidden ? {} : this.timeline.keys(event)
  }

  /** What a file of it is called besides its page and setup. */
  get called() {
    return momentOf(this)
  }

  resized() {
    this.changed()
  }

  /** Ask for a new picture at the next animation frame. */
  changed() {
    this.#wanted ||= requestAnimationFrame((now) => this.#frame(now))
  }

  /** @param {number} now */
  #frame(now) {
    this.#wanted = 0
    // What has left the page has no style, and is removed soon.
    if (!this.header || !this.root.isConnected || !this.root.classList.contains("styled")) return
    const playing = this.timeline.driving
    if (playing) {
      this.timeline.tick(this.#last && (now - this.#last) / 1000)
      this.changed()
    }
    this.#last = playing ? now : 0
    this.theme = readTheme(this.root, this.theme)
    this.draw(this.theme, this.header, playing)
  }

  /** @type {(theme: Theme, header: Header, playing: boolean) => void} */
  draw(theme) {
    this.timeline.draw(theme)
    Object.assign(this.root.dataset, { frame: this.timeline.frame, frames: this.timeline.count })
  }

  remove() {
    cancelAnimationFrame(this.#wanted)
    this.#wanted = -1 // a picture that is gone asks for no more frames
    this.outbox.close()
    this.observer.disconnect()
    this.timeline.remove()
    this.root.remove()
  }
}
