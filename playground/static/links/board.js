// One picture of links: thumbnails of all matrices, and one or two of them large.

import { decode, Recording } from "../scene/wire/blob.js"
import { readTheme } from "../component/theme.js"
import { button, element, styled } from "../component/dom.js"
import { Groups } from "../component/groups.js"
import { momentOf, save } from "../scene/export.js"
import { Outbox } from "../scene/wire/outbox.js"
import { Timeline } from "../scene/time/timeline.js"
import { Choice } from "./choice.js"
import { compose } from "./compose.js"
import { Panel } from "./large/panel.js"
import { COLOURS } from "./sides.js"
import { Thumbs } from "./thumbs.js"
import { Weights } from "./weights.js"

/** @import { Surface } from "../component/paper.js" */
/** @import { Place, SetState } from "../component/placed.js" */
/** @import { Theme } from "../component/look.js" */
/** @import { LinksHeader, Matrix } from "../scene/wire/header.js" */
/** @import { Acts, Drawn, Spot, View } from "./large/drawn.js" */

const VIEWS = /** @type {View[]} */ (["matrix", "lines"])
const HEADING = 2.2 // height of what stands above a large matrix, in units of the text's
const NARROW = 32 // a picture narrower than so many units, as on a phone, is as high as it needs

/** @type {Groups<Board>} */
const linked = new Groups() // those of one link show the same matrices

export class Board {
  recording = new Recording()
  /** @type {Theme | null} */
  theme = null
  /** @type {LinksHeader | null} */
  header = null
  choice = new Choice()
  /** @type {Spot | null} */
  pointed = null
  /** @type {Set<View> | null} */
  views = null // which are drawn
  /** @type {Uint8Array | null} */
  #bytes = null
  #outbox = new Outbox()
  #changes = 0 // counts new frames of weights
  #wanted = 0
  #last = 0

  /** @param {Place} parent */
  constructor(parent) {
    this.thumbs = new Thumbs({
      preview: (matrix) => {
        this.choice.previewed = matrix
        this.changed()
      },
      choose: (matrix, beside) => this.#choose(matrix, beside),
    })
    /** @type {Acts} */
    const acts = {
      point: (pointed) => {
        this.pointed = pointed
        this.changed()
      },
      lock: (side, place) => {
        this.choice.lock(side, place)
        this.#tell()
      },
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
      this.choice.unlock()
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
    const [sheets, read] = styled(this.root, import.meta.resolve("../scene/scene.css"),
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
    this.#outbox.ask(header.identity, missing)
    const same = JSON.stringify([header.sources, header.targets])
      === JSON.stringify([this.header?.sources, this.header?.targets])
    if (!same) this.pointed = null
    this.choice.take(header, same)
    this.root.style.setProperty("--share", `${header.share}`)
    this.root.style.setProperty("--natural", `${header.height}px`)
    this.header = header
    this.timeline.update({ ...header, link: header.link && `${header.link} time` },
      this.recording.times, fresh, missing === null)
    linked.join(header.link, this)
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

  /**
   * Pin a matrix in the place of the first, or beside it.
   * @type {(matrix: Matrix, beside: boolean) => void}
   */
  #choose(matrix, beside) {
    this.choice.add(matrix, beside)
    for (const board of linked.others(this)) {
      board.choice.pin(this.choice.pinned)
      board.changed()
    }
    this.say(null)
    this.#tell()
  }

  /** Wait for a second matrix; with two, go back to one. */
  #compare() {
    const { choice } = this
    if (choice.pinned.length > 1) {
      this.#choose(choice.pinned[0], false)
    } else {
      choice.comparing = !choice.comparing
      this.changed()
    }
  }

  #tell() {
    this.#outbox.send("locked", this.choice.told)
    this.changed()
  }

  /**
   * Tell those who cannot see: a cell, or which matrices are large.
   * @param {{ source: number, target: number } | null} cell
   */
  say(cell) {
    if (!this.header) return
    const { nouns, columns, rows } = this.header
    const names = this.choice.pinned.map(([c, r]) => `${nouns[0]} ${columns[c]}, ${nouns[1]} ${rows[r]}`)
    const drawn = this.#drawn(this.choice.pinned[0])
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
    const act = this.timeline.keys(event.shiftKey)[event.key]
    if (event.target instanceof HTMLButtonElement && event.key === " ") return false
    act?.()
    return Boolean(act)
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
    const { header, pointed, theme, views, weights, choice: { locks } } = this
    if (!header || !theme || !views || !weights) return null
    const height = this.#narrow(theme) ? header.height
      : this.board.clientHeight - HEADING * theme.size
    return { header, weights, matrix, pointed, locks, theme, views, height }
  }

  /** What is large now, each with what it is drawn from. */
  get large() {
    return this.choice.large.flatMap((matrix, n) => {
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
    return [...this.choice.pinned.map((matrix) => matrix.join(".")), ...momentOf(this)]
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
    const { choice, header, weights, timeline } = this
    if (!weights) return
    const narrow = this.#narrow(theme)
    this.root.classList.toggle("narrow", narrow)
    // There both views would stand one below the other, and neither on the first screen.
    this.views ??= new Set(narrow ? header.views.slice(0, 1) : header.views)
    const { views } = this
    this.root.style.setProperty("--links-source", theme.categorical[COLOURS.sources])
    this.root.style.setProperty("--links-target", theme.categorical[COLOURS.targets])
    const moment = `${this.#changes} ${timeline.frame}`
    this.thumbs.draw(weights, moment, choice.pinned, choice.previewed, theme)
    const { large } = this
    this.stage.dataset.panels = `${large.length}`
    this.panels.forEach(({ element }, n) => {
      element.hidden = n >= large.length
    })
    large.forEach(({ panel, drawn }, n) => panel.draw(drawn, large.length > 1 ? "AB"[n] : ""))
    this.switches.forEach((node, n) => node.setAttribute("aria-pressed", `${views.has(VIEWS[n])}`))
    this.beside.setAttribute("aria-pressed", `${choice.comparing || choice.pinned.length > 1}`)
    this.unlock.hidden = !choice.locks.sources.size && !choice.locks.targets.size
    this.hint.textContent = choice.comparing ? `choose the second ${header.nouns[1]}` : ""
    timeline.draw(theme)
    Object.assign(this.root.dataset, { frame: timeline.frame, frames: timeline.count,
      matrix: choice.pinned.map((pair) => pair.join(".")).join("-"), ready: true })
  }

  remove() {
    cancelAnimationFrame(this.#wanted)
    this.#wanted = -1 // a picture that is gone asks for no more frames
    this.#outbox.close()
    this.observer.disconnect()
    this.timeline.remove()
    linked.leave(this)
    this.root.remove()
  }
}
