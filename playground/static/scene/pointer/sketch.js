// What a person draws: strokes of points of the plane.

import { element, button } from "../../component/dom.js"

/** @import { Paper } from "../../component/paper.js" */
/** @import { Theme } from "../../component/look.js" */
/** @import { View } from "../plane/view.js" */
/** @import { Drawing, Point } from "../wire/header.js" */

/** @param {number} value */
const round = (value) => Number(value.toPrecision(6))

export class Sketch {
  /** @type {Point[][]} */
  strokes = []
  /** @type {Point[] | null} */
  #open = null // the stroke under the pointer
  /** @type {Drawing | null} */
  #layer = null

  /**
   * `changed()` asks for a new picture, `finished(strokes)` tells what stands there now.
   * @param {() => void} changed
   * @param {(strokes: Point[][]) => void} finished
   */
  constructor(changed, finished) {
    this.changed = changed
    this.finished = finished
    this.element = element("span", { class: "tools", hidden: true },
      button("undo", "Undo the last stroke", () => this.#set(this.strokes.slice(0, -1))),
      button("clear", "Clear the drawing", () => this.#set([])))
  }

  /**
   * Take in the drawing layer, or none. `wins`: Python's strokes replace those on the screen.
   * @type {(layer: Drawing | undefined, wins: boolean) => void}
   */
  update(layer, wins) {
    const fresh = !this.#layer
    this.#layer = layer ?? null
    this.element.hidden = !layer
    if (!layer || this.#open) return
    if (!fresh && (layer.kept || !wins)) return
    const xy = layer.strokes.xy.frames[0].data
    let start = 0
    this.strokes = layer.strokes.lengths.map((length) => {
      /** @type {Point[]} */
      const stroke = Array.from({ length }, (_, i) => [xy[2 * (start + i)], xy[2 * (start + i) + 1]])
      start += length
      return stroke
    })
  }

  get last() {
    return this.#open?.at(-1)
  }

  get #room() {
    const used = this.strokes.reduce((sum, stroke) => sum + stroke.length, this.#open?.length ?? 0)
    return (this.#layer?.limit ?? 0) - used
  }

  /** @param {Point} point */
  begin(point) {
    this.#open = []
    this.extend(point)
  }

  /** @param {Point} point */
  extend(point) {
    if (!this.#open || this.#room < 1) return
    this.#open.push([round(point[0]), round(point[1])])
    this.changed()
  }

  finish() {
    const stroke = this.#open
    this.#open = null
    if (stroke?.length) this.#set([...this.strokes, stroke])
  }

  cancel() {
    this.#open = null
    this.changed()
  }

  /** @param {Point[][]} strokes */
  #set(strokes) {
    this.strokes = strokes
    this.changed()
    this.finished(strokes)
  }

  /** @type {(context: Paper, view: View, theme: Theme) => void} */
  draw(context, view, theme) {
    if (!this.#layer) return
    const colour = theme.categorical[this.#layer.color]
    context.lineCap = context.lineJoin = "round"
    if (!this.strokes.length && !this.#open) {
      const { left, top, width, height } = view.box
      context.font = `${1.1 * theme.size}px ${theme.font}`
      context.textAlign = "center"
      context.globalAlpha = 0.6
      context.fillStyle = theme.text
      context.fillText("draw here", left + width / 2, top + height / 2)
      return
    }
    const all = this.#open ? [...this.strokes, this.#open] : this.strokes
    const layers = /** @type {[string, number][]} */ ([[theme.background, 2], [colour, 0]])
    for (const [style, extra] of layers) {
      context.strokeStyle = context.fillStyle = style
      for (const stroke of all) {
        context.beginPath()
        if (stroke.length === 1) {
          const [[x, y]] = stroke
          context.arc(view.px(x), view.py(y), (5 + extra / 2) * theme.unit, 0, 7)
          context.fill()
          continue
        }
        for (const [x, y] of stroke) context.lineTo(view.px(x), view.py(y))
        context.lineWidth = (4 + extra) * theme.unit
        context.stroke()
      }
    }
  }
}
