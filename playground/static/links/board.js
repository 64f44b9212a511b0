// One picture of links: thumbnails of all matrices, and one or two of them large.

import { decode, Recording } from "../scene/wire/blob.js"
import { readTheme } from "../component/theme.js"
import { button, element, styles } from "../component/dom.js"
import { momentOf, save } from "../scene/export.js"
import { Outbox } from "../scene/wire/outbox.js"
import { Timeline } from "../scene/time/timeline.js"
import { compose } from "./compose.js"
import { Panel } from "./large/panel.js"
import { Thumbs } from "./thumbs.js"
import { join, leave, others } from "./together.js"
import { Weights } from "./weights.js"

/** @import { Surface } from "../component/paper.js" */
/** @import { Place, SetState } from "../component/placed.js" */
/** @import { Theme } from "../component/theme.js" */
/** @import { LinksHeader, Matrix, Side } from "../scene/wire/header.js" */
/** @import { Acts, Drawn, Spot, View } from "./large/drawn.js" */

const VIEWS = /** @type {View[]} */ (["matrix", "lines"])
const HEADING = 2.2 // height of what stands above a large matrix, in units of the text's
const NARROW = 32 // a picture narrower than so many units, as on a phone, is as high as it needs

export class Board {
  recording = new Recording()
  /** @type {Theme | null} */
  theme = null
  /** @type {LinksHeader | null} */
  header = null
  /** @type {Matrix[]} */
  chosen = [[0, 0]] // the matrices that are pinned: one, or two
  /** @type {Matrix | null} */
  previewed = null // the matrix that is only looked at
  /** @type {Spot | null} */
  pointed = null
  /** @type {Record<Side, Set<number>>} */
  locks = { sources: new Set(), targets: new Set() }
  /** @type {Set<View> | null} */
  views = null // which are drawn
  comparing = false // the next choice stands beside the first
  linkedTo = "" // see together.js
  /** @type {Uint8Array | null} */
  #bytes = null
  #outbox = new Outbox()
  #changes = 0 // counts new frames of weights
  #wanted = 0
  #last = 0

  /** @param {Place} parent */
  constructor(parent) {
    this.thumbs = new Thumbs({
      preview: (matrix) => this.#set({ previewed: matrix }),
      choose: (matrix, beside) => this.choose(matrix, beside),
    })
    /** @type {Acts} */
    const acts = {
      point: (pointed) => this.#set({ pointed }),
      lock: (side, place) => this.lock(side, place),
      say: (cell) => this.say(cell),
    }
    this.panels = [new Panel(acts), new Panel(acts)]
    this.timeline = new Timeline({
      changed: () => this.changed(),
      settled: (frame) => this.#outbox.send("time", { frame, identity: this.header?.identity }),
    })
    this.badge = element("span", { class: "badge" })
    this.announcer = element("div", { class: "unseen", "aria-live": "polite" })
    this.hint = element("span", { class: "hint" })
    this.switches = VIEWS.map((name, n) => this.#switch(name, () => {
      if (!this.views) return
      this.views.delete(name) || this.views.add(name)
      if (!this.views.size) this.views.add(VIEWS[1 - n])
      this.changed()
    }))
    this.beside = this.#switch("compare two", () => this.#compare())
    this.unlock = this.#switch("unlock words", () => {
      for (const side of Object.values(this.locks)) side.clear()
      this.#tell()
    })
    this.unlock.removeAttribute("aria-pressed")
    this.stage = element("div", { class: "large" }, ...this.panels.map(({ element }) => element))
    this.board = element("div", { class: "board" }, this.thumbs.element, this.stage)
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
      if (/** @type {Element} */ (event.target).matches("select, .timeline button")) return
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

  /** @type {(text: string, press: () => void) => HTMLButtonElement} */
  #switch(text, press) {
    const node = element("button", { type: "button", "aria-pressed": "false" }, text)
    node.addEventListener("click", press)
    return node
  }

  /**
   * New bytes from Python; the same bytes again when only the theme has changed.
   * @type {(bytes: Uint8Array | null, setState: SetState) => void}
   */
  update(bytes, setState) {
    this.#outbox.address(setState)
    if (bytes && bytes !== this.#bytes) this.#take(bytes)
    this.#bytes = bytes
    this.changed()
  }

  /** @param {Uint8Array} bytes */
  #take(bytes) {
    const header = /** @type {LinksHeader} */ (decode(bytes))
    const fresh = header.identity !== this.header?.identity
    const missing = this.recording.accept(header)
    if (missing !== null) this.#outbox.ask(header.identity, missing)
    const same = JSON.stringify([header.sources, header.targets])
      === JSON.stringify([this.header?.sources, this.header?.targets])
    if (!same) this.pointed = null
    if (header.version !== this.header?.version || !same) {
      this.locks = { sources: new Set(header.locked.sources), targets: new Set(header.locked.targets) }
    }
    /** @param {Matrix} matrix */
    const exists = ([c, r]) => c < header.columns.length && r < header.rows.length
    if (header.version !== this.header?.version || !this.chosen.every(exists)) {
      this.chosen = header.matrices
      this.comparing = false
      this.previewed = null
    }
    this.root.style.setProperty("--share", `${header.share}`)
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

  /** @param {Partial<Pick<Board, "previewed" | "pointed" | "chosen" | "comparing">>} values */
  #set(values) {
    Object.assign(this, values)
    this.changed()
  }

  /**
   * Pin a matrix in the place of the first, or beside it.
   * @type {(matrix: Matrix, beside: boolean) => void}
   */
  choose(matrix, beside) {
    const second = beside || this.comparing
    this.show(second ? [this.chosen[0], matrix] : [matrix])
    for (const board of others(this)) board.show(this.chosen)
    this.say(null)
    this.#tell()
  }

  /**
   * Show these matrices, without telling anybody.
   * @param {Matrix[]} matrices
   */
  show(matrices) {
    this.#set({ chosen: matrices, comparing: false, previewed: null })
  }

  /** Wait for a second matrix; with two, go back to one. */
  #compare() {
    if (this.chosen.length > 1) this.choose(this.chosen[0], false)
    else this.#set({ comparing: !this.comparing })
  }

  /** @type {(side: Side, place: number) => void} */
  lock(side, place) {
    const set = this.locks[side]
    if (!set.delete(place)) set.add(place)
    this.#tell()
  }

  #tell() {
    const { sources, targets } = this.locks
    this.#outbox.send("locked", {
      matrices: this.chosen, sources: [...sources], targets: [...targets],
      version: this.header?.version,
    })
    this.changed()
  }

  /**
   * Tell those who cannot see: a cell, or which matrices are large.
   * @param {{ source: number, target: number } | null} cell
   */
  say(cell) {
    if (!this.header) return
    const { nouns, columns, rows } = this.header
    const names = this.chosen.map(([c, r]) => `${nouns[0]} ${columns[c]}, ${nouns[1]} ${rows[r]}`)
    const drawn = this.#drawn(this.chosen[0])
    this.announcer.textContent = cell && drawn ? this.panels[0].sentence(drawn, cell)
      : names.join(" beside ")
  }

  /**
   * Act on a key that plays; whether it meant anything here.
   * @param {KeyboardEvent} event
   */
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || this.timeline.element.hidden) return false
    if (event.key === " " && event.repeat) return true // held down, it does not flicker
    const { timeline } = this
    /** @type {Record<string, () => void>} */
    const actions = {
      " ": () => timeline.toggle(),
      ArrowLeft: () => timeline.step(event.shiftKey ? -10 : -1),
      ArrowRight: () => timeline.step(event.shiftKey ? 10 : 1),
      Home: () => timeline.seek(0),
      End: () => timeline.seek(timeline.count - 1),
    }
    if (event.target instanceof HTMLButtonElement && event.key === " ") return false
    actions[event.key]?.()
    return Boolean(actions[event.key])
  }

  /** The weights of the present frame. */
  get weights() {
    const track = this.header?.layers[0].values
    const frame = track?.at(this.timeline.frame)
    return track && frame ? new Weights(frame, track.shape) : null
  }

  #narrow(/** @type {Theme} */ theme) {
    return this.root.clientWidth < NARROW * theme.size
  }

  /**
   * What a matrix is drawn from now, or null before there is anything.
   * @type {(matrix: Matrix) => Drawn | null}
   */
  #drawn(matrix) {
    const { header, pointed, locks, theme, views, weights } = this
    if (!header || !theme || !views || !weights) return null
    const height = this.#narrow(theme) ? header.height
      : this.board.clientHeight - HEADING * theme.size
    return { header, weights, matrix, pointed, locks, theme, views, height }
  }

  /** The matrices that are large: those pinned, or one that is looked at. */
  get #shown() {
    const [first, ...rest] = this.chosen
    if (!this.previewed) return this.chosen
    if (this.comparing) return [first, this.previewed]
    return rest.length ? this.chosen : [this.previewed]
  }

  /** What is large now, each with what it is drawn from. */
  get large() {
    return this.#shown.flatMap((matrix, n) => {
      const drawn = this.#drawn(matrix)
      return drawn ? [{ panel: this.panels[n], drawn }] : []
    })
  }

  /**
   * The whole as a file shows it, on what `sheet()` makes: pixels, or a page of SVG.
   * @template {Surface} Sheet
   * @param {() => Sheet} sheet
   * @returns {Sheet}
   */
  composed(sheet) {
    return compose(this, sheet)
  }

  /** What a file of it is called besides its page and setup. */
  get called() {
    return [...this.chosen.map((matrix) => matrix.join(".")), ...momentOf(this)]
  }

  /** Ask for a new picture at the next animation frame. */
  changed() {
    this.#wanted ||= requestAnimationFrame((now) => this.#draw(now))
  }

  /** @param {number} now */
  #draw(now) {
    this.#wanted = 0
    if (!this.header || !this.root.isConnected || !this.root.classList.contains("styled")) return
    if (this.timeline.driving) {
      this.timeline.tick((now - this.#last) / 1000)
      this.changed()
    }
    this.#last = now
    const theme = readTheme(this.root, this.theme)
    this.theme = theme
    const { header, weights, timeline } = this
    if (!weights) return
    const narrow = this.#narrow(theme)
    this.root.classList.toggle("narrow", narrow)
    // There both views would stand one below the other, and neither on the first screen.
    this.views ??= new Set(narrow ? header.views.slice(0, 1) : header.views)
    const { views } = this
    this.root.style.setProperty("--links-source", theme.categorical[5])
    this.root.style.setProperty("--links-target", theme.categorical[6])
    const moment = `${this.#changes} ${timeline.frame}`
    this.thumbs.draw(weights, moment, this.chosen, this.previewed, theme)
    const { large } = this
    this.stage.dataset.panels = `${large.length}`
    this.panels.forEach(({ element }, n) => {
      element.hidden = n >= large.length
    })
    large.forEach(({ panel, drawn }, n) => panel.draw(drawn, large.length > 1 ? "AB"[n] : ""))
    this.switches.forEach((node, n) => node.setAttribute("aria-pressed", `${views.has(VIEWS[n])}`))
    this.beside.setAttribute("aria-pressed", `${this.comparing || this.chosen.length > 1}`)
    this.unlock.hidden = !this.locks.sources.size && !this.locks.targets.size
    this.hint.textContent = this.comparing ? `choose the second ${header.nouns[1]}` : ""
    timeline.draw(theme)
    Object.assign(this.root.dataset, { frame: timeline.frame, frames: timeline.count,
      matrix: this.chosen.map((pair) => pair.join(".")).join("-"), ready: true })
  }

  remove() {
    cancelAnimationFrame(this.#wanted)
    this.#wanted = -1 // a picture that is gone asks for no more frames
    this.#outbox.close()
    this.observer.disconnect()
    this.timeline.remove()
    leave(this)
    this.root.remove()
  }
}
