// The bars of colours: what a colour of the plane means.

import { lettering, longest, NAME, narrow, room, TICK, titled } from "./lettering.js"
import { isScaled } from "./scale.js"
import { ticks } from "./view.js"

/** @import { Paper } from "../../component/paper.js" */
/** @import { Theme } from "../../component/look.js" */
/** @import { Coloured, Layer, SceneHeader } from "../wire/header.js" */
/** @import { Box } from "./view.js" */

/**
 * The different colour scales of the visible layers: at most two, on a phone one.
 * @type {(layers: Layer[], width: number, theme: Theme) => Coloured[]}
 */
export function scalesOf(layers, width, theme) {
  /** @type {Map<string, Coloured>} */
  const found = new Map()
  for (const layer of layers) {
    if (!isScaled(layer) || layer.scale === "ink") continue // a picture speaks for itself
    if (layer.kind === "field" && layer.bar === false) continue
    const key = [layer.scale, layer.low, layer.high, layer.power, layer.unit].join()
    if (!found.has(key)) found.set(key, layer)
  }
  return [...found.values()].slice(0, narrow(width, theme) ? 1 : 2)
}

const APART = 0.3 // of the text's size, between the numbers of a bar and its name

/**
 * The parts of a bar of colours across: a gap, the bar, a gap, its numbers, its name. Where there
 * is little room, or several planes share it, the legend's word is its name.
 * @type {(bar: Coloured, small: boolean, shared: boolean, theme: Theme) => number[]}
 */
function acrossBar({ low, high, unit, name }, small, shared, theme) {
  const em = theme.size
  const numbers = longest(low, high, theme)
  const told = !unit || unit === name
  if (shared && told && !small) return [0.9 * em, 0.8 * em, 0.5 * em, numbers, 0]
  return small ? [0.5 * em, 0.6 * em, 0.4 * em, numbers, 0]
    : [0.9 * em, 0.8 * em, 0.5 * em, numbers, APART * em + 1.3 * lettering(em, NAME)]
}

/** @param {number[]} parts */
const sum = (parts) => parts.reduce((all, part) => all + part, 0)

/**
 * Whether the bar lies in the line of the titles: two planes beside each other are as large as the
 * width lets them be. Where there is little room, the title needs its line.
 * @type {(header: SceneHeader, bars: Coloured[], width: number, theme: Theme) => boolean}
 */
const lies = (header, bars, width, theme) =>
  header.panels.length === 2 && bars.length === 1 && !narrow(width, theme)

/**
 * The room that bars take on the right of all planes.
 * @type {(header: SceneHeader, bars: Coloured[], width: number, theme: Theme) => number}
 */
export function roomBeside(header, bars, width, theme) {
  if (lies(header, bars, width, theme)) return 0
  const [small, shared] = [narrow(width, theme), header.panels.length > 1]
  return sum(bars.flatMap((bar) => acrossBar(bar, small, shared, theme)))
}

/**
 * The room that bars take at the end of the title of a plane.
 * @type {(header: SceneHeader, bars: Coloured[], boxes: Box[], panel: number, width: number,
 *   theme: Theme) => number}
 */
export function roomInTitle(header, bars, boxes, panel, width, theme) {
  const here = lies(header, bars, width, theme) && boxes[panel] === lastOfFirstRow(boxes)
  return here ? sum(alongBar(bars[0], theme)) : 0
}

/** @param {Box[]} boxes */
const lastOfFirstRow = (boxes) =>
  boxes.filter(({ top }) => top === boxes[0].top).reduce((last, box) => (box.left > last.left ? box : last))

/**
 * The parts of a bar that lies: a gap, its name, a gap, its low end, a gap, the bar, a gap, its high
 * end.
 * @type {(bar: Coloured, theme: Theme) => number[]}
 */
function alongBar({ low, high, unit, name }, theme) {
  const em = theme.size
  const tick = lettering(em, TICK)
  const [least, most] = ends(low, high).map((text) => room(text, tick))
  const named = unit && unit !== name ? [room(unit, tick), 0.5 * em] : [0, 0]
  return [em, ...named, least, 0.3 * em, 4 * em, 0.3 * em, most]
}

/** @type {(...edges: number[]) => string[]} */
const ends = (...edges) => edges.map((edge) => `${Number(edge.toPrecision(2))}`.replace("-", "−"))

/**
 * The bars of colours with ticks and names, right of all boxes and as high as the first; or lying
 * over the last one of the first row, at the end of its title.
 * @type {(context: Paper, header: SceneHeader, bars: Coloured[], boxes: Box[], width: number,
 *   theme: Theme) => void}
 */
export function drawBars(context, header, bars, boxes, width, theme) {
  if (lies(header, bars, width, theme)) return drawLying(context, bars[0], lastOfFirstRow(boxes), theme)
  let left = Math.max(...boxes.map((box) => box.left + box.width))
  for (const layer of bars) {
    const across = acrossBar(layer, narrow(width, theme), boxes.length > 1, theme)
    drawBar(context, layer, left, across, boxes[0], theme)
    left += sum(across)
  }
}

/** @type {(context: Paper, layer: Coloured, box: Box, theme: Theme) => void} */
function drawLying(context, layer, { left, top, width }, theme) {
  const em = theme.size
  const [gap, name, wider, least, near, long] = alongBar(layer, theme)
  const [from, middle] = [left + width - sum(alongBar(layer, theme)) + gap, top - titled(em)]
  const bar = from + name + wider + least + near
  const [low, high] = ends(layer.low, layer.high)
  context.save()
  context.lineWidth = 1
  context.font = `${lettering(em, TICK)}px ${theme.font}`
  context.fillStyle = theme.text
  context.strokeStyle = theme.border
  context.textBaseline = "middle"
  context.textAlign = "left"
  if (name) context.fillText(layer.unit, from, middle)
  context.fillText(high, bar + long + near, middle)
  context.textAlign = "right"
  context.fillText(low, bar - near, middle)
  context.translate(bar + long / 2, middle)
  context.strokeRect(-long / 2, -0.4 * em, long, 0.8 * em)
  context.globalAlpha = layer.kind === "field" ? layer.opacity : 1 // the colours that are seen
  context.rotate(Math.PI / 2) // the high end to the right
  context.drawImage(theme[layer.scale].column, -0.4 * em, -long / 2, 0.8 * em, long)
  context.restore()
}

/** @type {(context: Paper, layer: Coloured, edge: number, across: number[], box: Box, theme: Theme) => void} */
function drawBar(context, layer, edge, [before, thick, gap, numbers, named], { top, height }, theme) {
  const left = edge + before
  const tick = lettering(theme.size, TICK)
  context.save()
  context.lineWidth = 1 // the frame before may have ended with others
  context.textAlign = "left"
  context.globalAlpha = layer.kind === "field" ? layer.opacity : 1 // the colours that are seen
  context.drawImage(theme[layer.scale].column, left, top, thick, height)
  context.globalAlpha = 1
  context.strokeStyle = theme.border
  context.strokeRect(left, top, thick, height)
  context.font = `${tick}px ${theme.font}`
  context.fillStyle = theme.text
  context.strokeStyle = theme.text
  context.textBaseline = "middle"
  let last = Infinity
  for (const { value, text } of ticks(layer.low, layer.high, Math.max(height / (3.9 * tick), 2))) {
    const y = top + height * (1 - ((value - layer.low) / (layer.high - layer.low)) ** layer.power)
    if (last - y < 1.4 * tick) continue // a power squeezes one end of the scale
    last = y
    context.globalAlpha = 0.75
    mark(context, left + thick, y, 4, 0)
    context.fillText(text, left + thick + gap, y)
  }
  if (named) {
    context.globalAlpha = 1
    context.font = `${lettering(theme.size, NAME)}px ${theme.font}`
    context.textBaseline = "top"
    context.textAlign = "center"
    context.translate(left + thick + gap + numbers + APART * theme.size, top + height / 2)
    context.rotate(-Math.PI / 2)
    context.fillText(layer.unit || layer.name, 0, 0, height)
  }
  context.restore()
}

/**
 * The mark of a number, on an axis or on a bar.
 * @type {(context: Paper, x: number, y: number, dx: number, dy: number) => void}
 */
export function mark(context, x, y, dx, dy) {
  context.beginPath()
  context.moveTo(x, y)
  context.lineTo(x + dx, y + dy)
  context.stroke()
}
