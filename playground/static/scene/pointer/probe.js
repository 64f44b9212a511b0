// What is under the pointer: coordinates, the value of each field, the nearest point.

import { coordinates, fieldValue } from "../wire/blob.js"
import { digits3 } from "../plane/view.js"
import { element } from "../../component/dom.js"

/** @import { View } from "../plane/view.js" */
/** @import { Field, Layer, Point, SceneHeader } from "../wire/header.js" */

const NEAR = 12 // CSS pixels

/**
 * Words and numbers for the point (x, y) of the plane, as [name, value] rows; a plane without axes
 * has no coordinates to tell.
 * @type {(header: SceneHeader, layers: Layer[], view: View, frame: number, point: Point) => [string, string][]}
 */
export function readings(header, layers, view, frame, [x, y]) {
  /** @type {[string, string][]} */
  const rows = header.axes ? [
    [header.x_label || "x", digits3(x)],
    [header.y_label || "y", digits3(y)],
  ] : []
  for (const layer of layers) {
    if (layer.kind !== "field" || layer.scale === "ink") continue
    const value = sample(layer, frame, x, y)
    // What has no decimals counts or names something: 16, and not 16.0.
    if (value !== undefined) rows.push([layer.name, layer.digits === 0 ? value.toFixed(0) : digits3(value)])
  }
  const near = nearest(layers, view, frame, x, y)
  if (near) rows.push(near)
  return rows
}

/**
 * A field between the centres of its cells, bilinear; the cell itself in a table and beside a hole.
 * @type {(layer: Field, frame: number, x: number, y: number) => number | undefined}
 */
function sample(layer, frame, x, y) {
  const array = layer.values.at(frame)
  const [rows, columns] = layer.values.shape
  const [x0, x1, y0, y1] = layer.extent
  if (!array || !rows || !columns || x < x0 || x > x1 || y < y0 || y > y1) return undefined
  /** @type {(place: number, most: number) => number} */
  const clip = (place, most) => Math.min(Math.max(place, 0), most)
  const u = clip(((x - x0) / (x1 - x0)) * columns - 0.5, columns - 1)
  const v = clip(((y - y0) / (y1 - y0)) * rows - 0.5, rows - 1)
  /** @type {(i: number, j: number) => number} */
  const value = (i, j) => fieldValue(layer.values.type, array, i * columns + j)
  const [i, j] = [Math.floor(v), Math.floor(u)]
  const [k, l] = [Math.min(i + 1, rows - 1), Math.min(j + 1, columns - 1)]
  const [s, t] = [v - i, u - j]
  const mixed = (1 - s) * ((1 - t) * value(i, j) + t * value(i, l))
    + s * ((1 - t) * value(k, j) + t * value(k, l))
  return layer.cells || Number.isNaN(mixed) ? value(Math.round(v), Math.round(u)) : mixed
}

/** @type {(layers: Layer[], view: View, frame: number, x: number, y: number) => [string, string] | null} */
function nearest(layers, view, frame, x, y) {
  let best = NEAR
  /** @type {[string, string] | null} */
  let row = null
  for (const layer of layers) {
    if (layer.kind !== "points" && layer.kind !== "glyphs") continue
    const array = layer.xy.at(frame)
    if (!array) continue
    const points = coordinates(array)
    const texts = layer.kind === "glyphs" ? layer.texts : null
    const values = layer.kind === "points" ? layer.values?.at(frame)?.data : null
    for (let i = 0; i < points.length; i += 2) {
      const distance = Math.hypot(view.px(points[i]) - view.px(x), view.py(points[i + 1]) - view.py(y))
      if (!(distance < best)) continue
      best = distance
      const at = texts ? texts[i / 2] : values ? digits3(values[i / 2])
        : `(${digits3(points[i])}, ${digits3(points[i + 1])})`
      row = [`${layer.name} ${i / 2 + 1}`, at]
    }
  }
  return row
}

export class Tooltip {
  element = element("div", { class: "tooltip", hidden: true })
  words = "" // what it says, in one line

  /**
   * At a pixel, with so much width to the right of the stage's edge; above it where a finger would hide it.
   * @type {(rows: [string, string][], px: number, py: number, width: number, above: boolean) => void}
   */
  show(rows, px, py, width, above) {
    this.words = rows.map((row) => row.join(" ")).join(", ")
    this.element.replaceChildren(...rows.flatMap(([name, value]) =>
      [element("span", {}, name), element("b", {}, value)]))
    this.element.hidden = !rows.length
    const left = px + 18 + this.element.offsetWidth > width ? px - 14 - this.element.offsetWidth
      : px + 18
    const top = above ? py - this.element.offsetHeight - 28 : py + 14
    this.element.style.transform = `translate(${Math.max(left, 2)}px, ${top}px)`
  }

  hide() {
    this.element.hidden = true
  }
}
