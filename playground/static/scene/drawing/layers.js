// Draws each kind of layer on a 2d context, in CSS pixels, inside the view's box.

import { contextOf } from "../../component/dom.js"
import { keyOf } from "../wire/blob.js"
import { numbered } from "./cells.js"
import { codeTable, formerTable, isScaled, scaleIndex } from "../plane/scale.js"
import { contours } from "./contours.js"
import { points, RING } from "./dots.js"
import { letters } from "./letters.js"
import { ellipses, glyphs } from "./marks.js"
import { keep, pixelsOf } from "./moment.js"
import { labels } from "./words.js"

/** @import { Outline, Paper } from "../../component/paper.js" */
/** @import { Theme } from "../../component/look.js" */
/** @import { Arrows, Field, Layer, Mesh, Paths, Polygons } from "../wire/header.js" */
/** @import { Moment } from "./painted.js" */

/**
 * The cells of a field as pixels, which can be painted anew.
 * @typedef {{ canvas: HTMLCanvasElement, context: CanvasRenderingContext2D, data: ImageData,
 *   words: Uint32Array }} Grid
 */

/**
 * Draw one layer at a moment; a drawing and handles draw themselves.
 * @type {(context: Paper, layer: Layer, moment: Moment) => void}
 */
export function drawLayer(context, layer, moment) {
  context.save()
  const colour = moment.theme.categorical[layer.color ?? -1] ?? moment.theme.text
  if (layer.kind === "field") field(context, layer, moment)
  else if (layer.kind === "points") points(context, layer, moment, colour)
  else if (layer.kind === "mesh") mesh(context, layer, moment, colour)
  else if (layer.kind === "polygons") polygons(context, layer, moment, colour)
  else if (layer.kind === "paths") paths(context, layer, moment, colour)
  else if (layer.kind === "arrows") arrows(context, layer, moment, colour)
  else if (layer.kind === "labels") labels(context, layer, moment)
  else if (layer.kind === "ellipses") ellipses(context, layer, moment, colour)
  else if (layer.kind === "letters") letters(context, layer, moment)
  else if (layer.kind === "glyphs") glyphs(context, layer, moment)
  context.restore()
}

/** @type {(context: Paper, layer: Field, moment: Moment) => void} */
function field(context, layer, { frame, view, theme, cache }) {
  const array = layer.values.at(frame)
  const [rows, columns] = layer.values.shape
  if (!array || !rows || !columns) return
  const [scale, { type }, { low, high }] = [theme[layer.scale], layer.values, array]
  const table = low === layer.low && high === layer.high ? codeTable(scale, type, layer.power)
    : keep(cache, `colours ${keyOf(layer)}`, [scale, low, high, layer.low, layer.high],
      () => formerTable(scale, type, layer, array))
  const image = keep(cache, `field ${keyOf(layer)}`, [array, table], (former) =>
    paint(former, array.data, table, rows, columns))
  const [x0, x1, y0, y1] = layer.extent
  const [left, top] = [view.px(x0), view.py(y1)]
  const [width, height] = [view.px(x1) - left, view.py(y0) - top]
  context.imageSmoothingEnabled = !layer.cells
  context.globalAlpha = layer.opacity
  context.drawImage(image.canvas, left, top, width, height)
  if (layer.digits !== null) numbered(context, layer, array, [left, top, width, height], theme)
  if (!layer.levels.length) return
  const lines = keep(cache, `contours ${keyOf(layer)}`, [array], () =>
    contours(layer.values, array, layer.levels))
  context.beginPath()
  for (let i = 0; i < lines.length; i += 4) {
    /** @param {number} k */
    const px = (k) => left + ((lines[i + k] + 0.5) / columns) * width
    /** @param {number} k */
    const py = (k) => top + (1 - (lines[i + k] + 0.5) / rows) * height
    context.moveTo(px(0), py(1))
    context.lineTo(px(2), py(3))
  }
  context.lineCap = "round"
  context.globalAlpha = 0.55
  context.strokeStyle = theme.text
  context.lineWidth = theme.unit
  context.stroke()
}

/**
 * @type {(former: Grid | undefined, codes: ArrayLike<number>, table: Uint32Array, rows: number,
 *   columns: number) => Grid}
 */
function paint(former, codes, table, rows, columns) {
  const same = former?.canvas.width === columns && former.canvas.height === rows
  const image = same ? former : blank(rows, columns)
  for (let row = 0; row < rows; row++) {
    const from = row * columns // row 0 is the lowest y: the last line of the image
    const to = (rows - 1 - row) * columns
    for (let j = 0; j < columns; j++) image.words[to + j] = table[codes[from + j]]
  }
  image.context.putImageData(image.data, 0, 0)
  return image
}

/** @type {(rows: number, columns: number) => Grid} */
function blank(rows, columns) {
  const canvas = Object.assign(document.createElement("canvas"), { width: columns, height: rows })
  const context = contextOf(canvas)
  const data = context.createImageData(columns, rows)
  return { canvas, context, data, words: new Uint32Array(data.data.buffer) }
}

const SHADES = 12

/** @type {(context: Paper, layer: Mesh, moment: Moment, colour: string) => void} */
function mesh(context, layer, moment, colour) {
  const xy = pixelsOf(layer.xy, moment)
  if (!xy) return
  const [rows, columns] = layer.xy.shape
  const weight = layer.weight?.at(moment.frame)?.data
  const shades = Array.from({ length: SHADES }, () => outline(context))
  /** @type {(i: number, j: number) => number} */
  const cell = (i, j) => (!weight || i < 0 || j < 0 || i >= rows - 1 || j >= columns - 1 ? 0
    : weight[i * (columns - 1) + j])
  /** @type {(from: number, to: number, one: number, other: number) => void} */
  const edge = (from, to, one, other) => {
    const shade = weight ? Math.round((Math.max(one, other) / 255) * (SHADES - 1)) : SHADES - 1
    const path = shades[shade]
    const [x, y, u, v] = [xy[2 * from], xy[2 * from + 1], xy[2 * to], xy[2 * to + 1]]
    if (Number.isNaN(x + y + u + v)) return
    path.moveTo(x, y)
    path.lineTo(u, v)
  }
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const k = i * columns + j
      const here = cell(i, j)
      if (j + 1 < columns) edge(k, k + 1, here, cell(i - 1, j))
      if (i + 1 < rows) edge(k, k + columns, here, cell(i, j - 1))
    }
  }
  context.strokeStyle = colour
  context.lineWidth = 1.25 * moment.theme.unit
  shades.forEach((path, shade) => {
    context.globalAlpha = 0.06 + 0.74 * (shade / (SHADES - 1))
    context.stroke(path)
  })
}

/** @type {(context: Paper, layer: Polygons, moment: Moment, colour: string) => void} */
function polygons(context, layer, moment, colour) {
  const xy = pixelsOf(layer.rings.xy, moment)
  if (!xy) return
  const fill = layer.fill?.frames[0].data
  context.strokeStyle = colour
  context.lineWidth = 1.75 * moment.theme.unit
  context.lineJoin = "round"
  let start = 0
  layer.rings.lengths.forEach((length, n) => {
    context.beginPath()
    line(context, xy, start, length)
    context.closePath()
    const index = fill && isScaled(layer) ? scaleIndex(layer, fill[n]) : -1
    if (isScaled(layer) && index >= 0) {
      context.globalAlpha = 0.8
      context.fillStyle = moment.theme[layer.scale].css[index]
      context.fill()
    }
    context.globalAlpha = 1
    context.stroke()
    start += length
  })
}

/**
 * A polyline of `length` points from the one at `start` on; NaN interrupts it.
 * @type {(context: Paper, xy: ArrayLike<number>, start: number, length: number) => void}
 */
function line(context, xy, start, length) {
  let down = false
  for (let k = 2 * start; k < 2 * (start + length); k += 2) {
    if (Number.isNaN(xy[k] + xy[k + 1])) down = false
    else if (down) context.lineTo(xy[k], xy[k + 1])
    else {
      context.moveTo(xy[k], xy[k + 1])
      down = true
    }
  }
}

/** @type {(context: Paper, layer: Paths, moment: Moment, colour: string) => void} */
function paths(context, layer, moment, colour) {
  const xy = pixelsOf(layer.xy, moment)
  if (!xy) return
  const [count, length] = layer.xy.shape
  context.beginPath()
  for (let n = 0; n < count; n++) line(context, xy, n * length, length)
  context.strokeStyle = colour
  const { view, theme } = moment
  const width = layer.width * (layer.bars ? view.px(1) - view.px(0) : theme.unit)
  context.lineWidth = width
  context.lineJoin = "round"
  context.lineCap = layer.dashed || layer.bars ? "butt" : "round"
  context.setLineDash(layer.dashed ? [4 * width, 3 * width] : [])
  if (moment.coloured) haloed(context, theme, () => context.stroke())
  context.stroke()
}

/**
 * A path to be drawn later: the paper's own kind, where it has one.
 * @type {(context: Paper) => Outline}
 */
const outline = ({ Outline: Kind = Path2D }) => new Kind()

/**
 * Stroke once wider in the background's colour, below what is stroked next.
 * @type {(context: Paper, theme: Theme, stroke: () => void) => void}
 */
function haloed(context, theme, stroke) {
  const { lineWidth, strokeStyle } = context
  context.lineWidth = lineWidth + 2 * RING * theme.unit
  context.strokeStyle = theme.background
  stroke()
  Object.assign(context, { lineWidth, strokeStyle })
}

/** @type {(context: Paper, layer: Arrows, moment: Moment, colour: string) => void} */
function arrows(context, layer, moment, colour) {
  const from = pixelsOf(layer.xy, moment)
  const to = pixelsOf(layer.tip, moment)
  if (!from || !to) return
  const shafts = outline(context)
  const heads = outline(context)
  for (let i = 0; i < from.length; i += 2) {
    const [x, y, u, v] = [from[i], from[i + 1], to[i], to[i + 1]]
    const length = Math.hypot(u - x, v - y)
    if (!(length > 0.5)) continue
    const head = Math.min(8 * moment.theme.unit, 0.45 * length)
    const [dx, dy] = [((u - x) / length) * head, ((v - y) / length) * head]
    shafts.moveTo(x, y)
    shafts.lineTo(u - 0.8 * dx, v - 0.8 * dy)
    heads.moveTo(u, v)
    heads.lineTo(u - dx - 0.45 * dy, v - dy + 0.45 * dx)
    heads.lineTo(u - dx + 0.45 * dy, v - dy - 0.45 * dx)
    heads.closePath()
  }
  context.strokeStyle = context.fillStyle = colour
  context.lineWidth = 1.5 * moment.theme.unit
  context.lineJoin = "round"
  if (moment.coloured) {
    haloed(context, moment.theme, () => {
      context.stroke(shafts)
      context.stroke(heads)
    })
  }
  context.stroke(shafts)
  context.fill(heads)
}
