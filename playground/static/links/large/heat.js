// One matrix large: a cell for each link, with its value under the pointer.

import { contextOf, element, sized } from "../../component/dom.js"
import { told } from "../weights.js"
import { explained } from "../text.js"
import { drawCells, fitted } from "./cells.js"

/** @import { Surface } from "../../component/paper.js" */
/** @import { Side } from "../../scene/wire/header.js" */
/** @import { Cells } from "./cells.js" */
/** @import { Acts, Drawn, Spot } from "./drawn.js" */

/** @type {Record<string, [down: number, right: number]>} */
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }
const EDGE = 2 // CSS pixels below the cells

export class Heat {
  canvas = element("canvas", { class: "heat", role: "img", tabindex: "0" })
  /** @type {Spot | null} */
  pointed = null
  /** @type {Cells & { sources: number, targets: number } | null} */
  #cells = null

  /** @param {Acts} acts */
  constructor(acts) {
    this.acts = acts
    const { canvas } = this
    canvas.addEventListener("pointermove", (event) => acts.point(this.#under(event)))
    canvas.addEventListener("pointerleave", () => acts.point(null))
    canvas.addEventListener("click", (event) => this.#click(this.#under(event)))
    canvas.addEventListener("blur", () => acts.point(null))
    canvas.addEventListener("keydown", (event) => this.#key(event))
  }

  /** @type {(event: MouseEvent) => Spot | null} */
  #under(event) {
    if (!this.#cells) return null
    const { left, top, width, height, sources, targets } = this.#cells
    const frame = this.canvas.getBoundingClientRect()
    const x = Math.floor(((event.clientX - frame.left - left) / width) * targets)
    const y = Math.floor(((event.clientY - frame.top - top) / height) * sources)
    const source = y >= 0 && y < sources ? y : null
    const target = x >= 0 && x < targets ? x : null
    return source === null && target === null ? null : { source, target }
  }

  /**
   * A cell locks its source; a word beside the matrix locks itself.
   * @param {Spot | null} spot
   */
  #click(spot) {
    if (!spot) return
    if (spot.source !== null) this.acts.lock("sources", spot.source)
    else if (spot.target !== null) this.acts.lock("targets", spot.target)
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const step = STEPS[event.key]
    if (event.ctrlKey || event.metaKey || event.altKey || !this.#cells) return
    const { sources, targets } = this.#cells
    const { source = null, target = null } = this.pointed ?? {}
    if (step) {
      /** @type {(place: number | null, by: number, count: number) => number} */
      const within = (place, by, count) =>
        place === null ? 0 : Math.min(Math.max(place + by, 0), count - 1)
      const next = { source: within(source, step[0], sources), target: within(target, step[1], targets) }
      this.pointed = next // the next key may come before the next picture
      this.acts.point(next)
      this.acts.say(next)
    } else if (event.key === "Enter" || event.key === " ") {
      this.#click(this.pointed)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  /** @param {Drawn} drawn */
  draw(drawn) {
    const { header, pointed } = drawn
    this.pointed = pointed
    const room = this.canvas.parentElement?.clientWidth ?? 0
    const cells = fitted(contextOf(this.canvas), drawn, room)
    if (!cells) return
    this.#cells = { ...cells, sources: header.sources.length, targets: header.targets.length }
    const high = cells.top + cells.height + EDGE
    this.canvas.style.height = `${high}px`
    drawCells(sized(this.canvas, room, high), cells, drawn)
  }

  /**
   * The same on another sheet, and how large it is there, in CSS pixels.
   * @type {(sheet: Surface, drawn: Drawn) => { width: number, height: number }}
   */
  paintOn(sheet, drawn) {
    const width = this.canvas.clientWidth
    const cells = fitted(contextOf(this.canvas), drawn, width)
    const height = cells ? cells.top + cells.height + EDGE : 0
    if (cells) drawCells(sized(sheet, width, height), cells, drawn)
    return { width, height }
  }

  /**
   * A sentence about one cell.
   * @type {(drawn: Drawn, cell: { source: number, target: number }) => string}
   */
  static sentence({ header, weights, matrix }, { source, target }) {
    const [noun] = header.relation
    /** @type {(side: Side, place: number) => string} */
    const word = (side, place) => explained(header, side, place, header[side][place])
    return `${word("sources", source)} ${noun} ${word("targets", target)}: `
      + told(weights.at(matrix, source, target))
  }
}
