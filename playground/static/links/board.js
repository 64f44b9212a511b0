// One picture of links: thumbnails of all matrices, and one or two of them large.

import { decode, Recording } from "../scene/wire/blob.js"
import { readTheme } from "../component/colour.js"
import { button, element, styles } from "../component/dom.js"
import { Timeline } from "../scene/time/timeline.js"
import { Panel } from "./panel.js"
import { save } from "./save.js"
import { Thumbs } from "./thumbs.js"
import { join, leave, others } from "./together.js"
import { Weights } from "./weights.js"

const VIEWS = ["matrix", "lines"]
const HEADING = 2.2 // height of what stands above a large matrix, in units of the text's
const NARROW = 32 // a picture narrower than so many units, as on a phone, is as high as it needs

export class Board {
  recording = new Recording()
  theme = null
  header = null
  chosen = [[0, 0]] // the matrices that are pinned: one, or two
  previewed = null // the matrix that is only looked at
  pointed = null // { source, target }, either of them null
  locks = { sources: new Set(), targets: new Set() }
  views = null // which of VIEWS are drawn
  comparing = false // the next choice stands beside the first
  #bytes = null
  #asked = ""
  #changes = 0 // counts new frames of weights
  #wanted = 0
  #last = 0

  constructor(parent) {
    this.thumbs = new Thumbs({
      preview: (matrix) => this.#set({ previewed: matrix }),
      choose: (matrix, beside) => this.choose(matrix, beside),
    })
    const acts = {
      point: (pointed) => this.#set({ pointed }),
      lock: (side, place) => this.lock(side, place),
      say: (place) => this.say(place),
    }
    this.panels = [new Panel(acts), new Panel(acts)]
    this.timeline = new Timeline({
      changed: () => this.changed(),
      settled: (frame) => this.setState("time", { frame, identity: this.header.identity }),
    })
    this.badge = element("span", { class: "badge" })
    this.announcer = element("div", { class: "unseen", "aria-live": "polite" })
    this.hint = element("span", { class: "hint" })
    this.switches = VIEWS.map((name) => this.#switch(name, () => {
      this.views.delete(name) || this.views.add(name)
      if (!this.views.size) this.views.add(VIEWS.find((other) => other !== name))
      this.changed()
    }))
    this.beside = this.#switch("compare two", () => this.#compare())
    this.unlock = this.#switch("unlock words", () => {
      for (const side of Object.values(this.locks)) side.clear()
      this.#tell()
    })
    this.unlock.removeAttribute("aria-pressed")
    this.large = element("div", { class: "large" }, ...this.panels.map(({ element }) => element))
    this.board = element("div", { class: "board" }, this.thumbs.element, this.large)
    this.root = element("div", { class: "links" },
      element("div", { class: "top" }, ...this.switches, this.beside, this.unlock, this.hint,
        element("span", { class: "tools" }, this.badge,
          button("save", "Save as PNG", () => save(this)))),
      this.board, this.timeline.element, this.announcer)
    const [sheets, read] = styles(import.meta.resolve("../scene/scene.css"),
      import.meta.resolve("../scene/time/time.css"), import.meta.resolve("../scene/system.css"),
      import.meta.resolve("./links.css"), import.meta.resolve("./thumbs.css"))
    parent.append(...sheets, this.root)
    this.root.addEventListener("keydown", (event) => {
      if (event.target.matches("select, .timeline button")) return
      if (this.key(event)) event.preventDefault()
    })
    this.root.addEventListener("transitionend", () => this.changed())
    this.observer = new ResizeObserver(() => this.changed())
    this.observer.observe(this.root)
    read.then(() => {
      this.root.classList.add("styled")
      this.changed()
    })
  }

  #switch(text, press) {
    const node = element("button", { type: "button", "aria-pressed": "false" }, text)
    node.addEventListener("click", press)
    return node
  }

  /** New bytes from Python; the same bytes again when only the theme has changed. */
  update(bytes, setState) {
    this.setState = setState
    if (bytes && bytes !== this.#bytes) this.#take(bytes)
    this.#bytes = bytes
    this.changed()
  }

  #take(bytes) {
    const header = decode(bytes)
    const fresh = header.identity !== this.header?.identity
    const missing = this.recording.accept(header)
    if (missing !== null) this.#ask(header.identity, missing)
    const same = JSON.stringify([header.sources, header.targets])
      === JSON.stringify([this.header?.sources, this.header?.targets])
    if (!same) this.pointed = null
    if (header.version !== this.header?.version || !same) {
      this.locks = { sources: new Set(header.locked.sources), targets: new Set(header.locked.targets) }
    }
    const exists = ([c, r]) => c < header.columns.length && r < header.rows.length
    if (header.version !== this.header?.version || !this.chosen.every(exists)) {
      this.chosen = header.matrices
      this.comparing = false
      this.previewed = null
    }
    this.root.style.setProperty("--share", header.share)
    this.root.style.setProperty("--natural", `${header.height}px`)
    this.header = header
    this.timeline.update({ ...header, link: header.link && `${header.link} time` },
      this.recording.times, fresh, missing === null)
    join(header.link, this)
    this.thumbs.element.hidden = !header.table
    this.beside.hidden = !header.table
    this.thumbs.update(header)
    for (const panel of this.panels) panel.update(header)
    this.#changes += 1
    this.root.setAttribute("role", "group")
    this.root.setAttribute("aria-label", header.alt || "Links between words")
    this.badge.textContent = header.badge
    this.badge.classList.toggle("live", header.live)
  }

  #ask(identity, have) {
    const request = `${identity} ${have} ${Math.floor(performance.now() / 1000)}`
    if (request === this.#asked) return // the answer may be under way
    this.#asked = request
    this.setState("missing", { identity, have, serial: Date.now() })
  }

  #set(values) {
    Object.assign(this, values)
    this.changed()
  }

  /** Pin a matrix in the place of the first, or beside it. */
  choose(matrix, beside) {
    const second = beside || this.comparing
    this.show(second ? [this.chosen[0], matrix] : [matrix])
    for (const board of others(this)) board.show(this.chosen)
    this.say(null)
    this.#tell()
  }

  /** Show these matrices, without telling anybody. */
  show(matrices) {
    this.#set({ chosen: matrices, comparing: false, previewed: null })
  }

  /** Wait for a second matrix; with two, go back to one. */
  #compare() {
    if (this.chosen.length > 1) this.choose(this.chosen[0], false)
    else this.#set({ comparing: !this.comparing })
  }

  lock(side, place) {
    const set = this.locks[side]
    if (!set.delete(place)) set.add(place)
    this.#tell()
  }

  #tell() {
    const { sources, targets } = this.locks
    this.setState("locked", {
      matrices: this.chosen, sources: [...sources], targets: [...targets], version: this.header.version,
    })
    this.changed()
  }

  /** Tell those who cannot see: a cell, or which matrices are large. */
  say(place) {
    const { nouns, columns, rows } = this.header
    const names = this.chosen.map(([c, r]) => `${nouns[0]} ${columns[c]}, ${nouns[1]} ${rows[r]}`)
    this.announcer.textContent = place
      ? this.panels[0].sentence(this.#drawn(this.chosen[0]), place)
      : names.join(" beside ")
  }

  /** Act on a key that plays; whether it meant anything here. */
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || this.timeline.element.hidden) return false
    if (event.key === " " && event.repeat) return true // held down, it does not flicker
    const { timeline } = this
    const actions = {
      " ": () => timeline.toggle(),
      ArrowLeft: () => timeline.step(event.shiftKey ? -10 : -1),
      ArrowRight: () => timeline.step(event.shiftKey ? 10 : 1),
      Home: () => timeline.seek(0),
      End: () => timeline.seek(timeline.count - 1),
    }
    if (event.target?.matches?.("button") && event.key === " ") return false
    actions[event.key]?.()
    return Boolean(actions[event.key])
  }

  get weights() {
    const track = this.header.layers[0].values
    const frame = track.at(this.timeline.frame)
    return frame && new Weights(frame, track.shape)
  }

  get #narrow() {
    return this.root.clientWidth < NARROW * this.theme.size
  }

  #drawn(matrix) {
    const { header, pointed, locks, theme, views } = this
    const height = this.#narrow ? header.height : this.board.clientHeight - HEADING * theme.size
    return { header, weights: this.weights, matrix, pointed, locks, theme, views, height }
  }

  /** Ask for a new picture at the next animation frame. */
  changed() {
    this.#wanted ||= requestAnimationFrame((now) => this.#draw(now))
  }

  /** Draw at once, as the present density of pixels wants it. */
  redraw() {
    this.#draw(this.#last)
  }

  #draw(now) {
    this.#wanted = 0
    if (!this.header || !this.root.isConnected || !this.root.classList.contains("styled")) return
    if (this.timeline.driving) {
      this.timeline.tick((now - this.#last) / 1000)
      this.changed()
    }
    this.#last = now
    this.theme = readTheme(this.root, this.theme)
    const { weights, theme, timeline } = this
    if (!weights) return
    this.root.classList.toggle("narrow", this.#narrow)
    // There both views would stand one below the other, and neither on the first screen.
    this.views ??= new Set(this.#narrow ? this.header.views.slice(0, 1) : this.header.views)
    this.root.style.setProperty("--links-source", theme.categorical[5])
    this.root.style.setProperty("--links-target", theme.categorical[6])
    const moment = `${this.#changes} ${timeline.frame}`
    this.thumbs.draw(weights, moment, this.chosen, this.previewed, theme)
    const [first, ...rest] = this.chosen
    const shown = this.previewed && !this.comparing && !rest.length ? [this.previewed]
      : this.comparing && this.previewed ? [first, this.previewed] : this.chosen
    this.large.dataset.panels = shown.length
    this.panels.forEach((panel, n) => {
      panel.element.hidden = n >= shown.length
      if (n < shown.length) panel.draw(this.#drawn(shown[n]), shown.length > 1 ? "AB"[n] : "")
    })
    this.switches.forEach((node, n) => node.setAttribute("aria-pressed", this.views.has(VIEWS[n])))
    this.beside.setAttribute("aria-pressed", this.comparing || rest.length > 0)
    this.unlock.hidden = !this.locks.sources.size && !this.locks.targets.size
    this.hint.textContent = this.comparing ? `choose the second ${this.header.nouns[1]}` : ""
    timeline.draw(theme)
    Object.assign(this.root.dataset, { frame: timeline.frame, frames: timeline.count,
      matrix: this.chosen.map((pair) => pair.join(".")).join("-"), ready: true })
  }

  remove() {
    cancelAnimationFrame(this.#wanted)
    this.#wanted = -1 // a picture that is gone asks for no more frames
    this.observer.disconnect()
    this.timeline.remove()
    leave(this)
    this.root.remove()
  }
}
