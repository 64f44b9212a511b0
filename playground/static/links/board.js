// One picture of links: thumbnails of all matrices, and one or two of them large.

import { button, element } from "../component/dom.js"
import { Groups } from "../component/groups.js"
import { save } from "../scene/export.js"
import { Recorded } from "../scene/recorded.js"
import { Choice } from "./choice.js"
import { compose } from "./compose.js"
import { Panel } from "./large/panel.js"
import { COLOURS } from "./sides.js"
import { Thumbs } from "./thumbs.js"
import { Weights } from "./weights.js"

/** @import { Place } from "../component/placed.js" */
/** @import { Theme } from "../component/look.js" */
/** @import { Kept } from "../scene/export.js" */
/** @import { LinksHeader, Matrix } from "../scene/wire/header.js" */
/** @import { Acts, Drawn, Spot, View } from "./large/drawn.js" */

const VIEWS = /** @type {View[]} */ (["matrix", "lines"])
const HEADING = 2.2 // height of what stands above a large matrix, in units of the text's
const NARROW = 32 // a picture narrower than so many units, as on a phone, is as high as it needs

/** @type {Groups<Board>} */
const linked = new Groups() // those of one link show the same matrices

/** @extends {Recorded<LinksHeader>} */
export class Board extends Recorded {
  choice = new Choice()
  /** @type {Spot | null} */
  pointed = null
  /** @type {Set<View> | null} */
  views = null // which are drawn
  #changes = 0 // counts new frames of weights

  /** @param {Place} parent */
  constructor(parent) {
    super(parent, "links", import.meta.resolve("./links.css"), import.meta.resolve("./thumbs.css"))
    this.thumbs = new Thumbs({
      preview: (matrix) => {
        this.choice.previewed = matrix
        this.changed()
      },
      choose: (matrix, beside) => this.#choose(matrix, beside),
    })
    /** @type {Omit<Acts, "say">} */
    const acts = {
      point: (pointed) => {
        this.pointed = pointed
        this.changed()
      },
      lock: (side, place) => {
        this.choice.lock(side, place)
        this.#tell()
      },
    }
    this.panels = [0, 1].map((n) => new Panel({ ...acts, say: (cell) => this.say(cell, n) }))
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
    this.root.append(
      element("div", { class: "top" }, ...this.switches, this.beside, this.unlock, this.hint,
        element("span", { class: "tools" }, this.badge,
          button("save", "Save as PNG", () => save(this)))),
      this.board, this.timeline.element, this.announcer)
  }

  /** @type {(text: string, press: () => void) => HTMLButtonElement} */
  #switch(text, press) {
    const node = element("button", { type: "button", "aria-pressed": "false" }, text)
    node.addEventListener("click", press)
    return node
  }

  /** @param {LinksHeader} header */
  take(header) {
    const same = JSON.stringify([header.sources, header.targets])
      === JSON.stringify([this.header?.sources, this.header?.targets])
    if (!same) this.pointed = null
    super.take(header)
    this.choice.take(header, same)
    this.root.style.setProperty("--natural", `${header.height}px`)
    this.timeline.update({ ...header, link: header.link && `${header.link} time` },
      this.recording.times, this.fresh, this.whole)
    linked.join(header.link, this)
    this.thumbs.element.hidden = !header.table
    this.beside.hidden = !header.table
    this.thumbs.update(header)
    for (const panel of this.panels) panel.update(header)
    this.#changes += 1
    this.root.setAttribute("role", "group")
    this.root.setAttribute("aria-label", header.alt || "Links between words")
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
    this.outbox.send("locked", this.choice.told)
    this.changed()
  }

  /**
   * Tell those who cannot see: a cell of a panel, or which matrices are large.
   * @param {{ source: number, target: number } | null} cell
   */
  say(cell, panel = 0) {
    if (!this.header) return
    const { nouns, columns, rows } = this.header
    const names = this.choice.pinned.map(([c, r]) => `${nouns[0]} ${columns[c]}, ${nouns[1]} ${rows[r]}`)
    const drawn = this.#drawn(this.choice.large[panel] ?? this.choice.pinned[0])
    this.announcer.textContent = cell && drawn ? this.panels[0].sentence(drawn, cell)
      : names.join(" beside ")
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

  /** @param {KeyboardEvent} event */
  acts(event) {
    const back = this.choice.previewed && { Escape: () => { this.choice.previewed = null } }
    return { ...super.acts(event), ...back }
  }

  /** What is large now, each with what it is drawn from. */
  get large() {
    return this.choice.large.flatMap((matrix, n) => {
      const drawn = this.#drawn(matrix)
      return drawn ? [{ panel: this.panels[n], drawn }] : []
    })
  }

  /** @type {Kept["composed"]} */
  composed(sheet) {
    return compose(this, sheet)
  }

  /** Also which matrices are large. */
  get called() {
    return [...this.choice.pinned.map((matrix) => matrix.join(".")), ...super.called]
  }

  /** @type {(theme: Theme, header: LinksHeader, playing: boolean) => void} */
  draw(theme, header, playing) {
    const { choice, weights, timeline } = this
    if (!weights) return
    const narrow = this.#narrow(theme)
    this.root.classList.toggle("narrow", narrow)
    // There both views would stand one below the other, and neither on the first screen.
    this.views ??= new Set(narrow ? header.views.slice(0, 1) : header.views)
    const { views } = this
    this.root.style.setProperty("--links-source", theme.categorical[COLOURS.sources])
    this.root.style.setProperty("--links-target", theme.categorical[COLOURS.targets])
    const version = `${this.#changes} ${timeline.frame}`
    this.thumbs.draw(weights, version, choice.pinned, choice.previewed, theme)
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
    super.draw(theme, header, playing)
    Object.assign(this.root.dataset, {
      matrix: choice.pinned.map((pair) => pair.join(".")).join("-"), ready: true })
  }

  remove() {
    super.remove()
    linked.leave(this)
  }
}
