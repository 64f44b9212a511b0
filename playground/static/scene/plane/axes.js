// What stands around the plane: frame, ticks, names of the axes, colour bars.

import { lettering, room } from "./lettering.js"
import { isScaled } from "./scale.js"
import { ticks } from "./view.js"

/** @import { Paper } from "../../component/paper.js" */
/** @import { Theme } from "../../component/theme.js" */
/** @import { Coloured, Layer, SceneHeader } from "../wire/header.js" */
/** @import { Margin } from "./panels.js" */
/** @import { Box, View } from "./view.js" */

/**
 * Whether there is little room, as on a phone.
 * @type {(width: number, theme: Theme) => boolean}
 */
export const narrow = (width, theme) => width < 30 * theme.size

/**
 * The different colour scales of the visible layers: at most two, on a phone one.
 * @type {(layers: Layer[], width: number, theme: Theme) => Coloured[]}
 */
export function scalesOf(layers, width, theme) {
  /** @type {Map<string, Coloured>} */
  const found = new Map()
  for (const layer of layers) {
    if (!isScaled(layer) || layer.scale === "ink") continue // a picture speaks for itself
    const key = [layer.scale, layer.low, layer.high, layer.power, layer.unit].join()
    if (!found.has(key)) found.set(key, layer)
  }
  return [...found.values()].slice(0, narrow(width, theme) ? 1 : 2)
}

const TICK = 0.82 // of a tick's number, as part of the text's size
const NAME = 0.95 // of an axis's name

/**
 * The room of the longest number that an axis may have.
 * @type {(low: number, high: number, theme: Theme) => number}
 */
function longest(low, high, theme) {
  const height = lettering(theme.size, TICK)
  return Math.max(...ticks(low, high, 10).map(({ text }) => room(text, height)))
}

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
    : [0.9 * em, 0.8 * em, 0.5 * em, numbers, 0.1 * em + 1.3 * lettering(em, NAME)]
}

/** @param {number[]} parts */
const sum = (parts) => parts.reduce((all, part) => all + part, 0)

/**
 * Room for what stands around each plane, and for the colour bars beside all, in CSS pixels; of
 * several planes those that are not in the first column have the room `beside` on their left.
 * @type {(header: SceneHeader, bars: Coloured[], width: number, theme: Theme) => Margin}
 */
export function margins(header, bars, width, theme) {
  const em = theme.size
  const small = narrow(width, theme)
  const shared = header.panels.length > 0
  const all = sum(bars.flatMap((bar) => acrossBar(bar, small, shared, theme)))
  if (!header.axes && !header.panels.length) {
    const edge = bars.length ? 0.7 * em : 2 // a bar's last numbers reach beyond its ends
    return { left: 2, bottom: edge, top: edge, right: 2, bars: all }
  }
  const [x0, x1, y0, y1] = header.window
  const [tick, name] = [lettering(em, TICK), lettering(em, NAME)]
  const beyond = Math.max(0.8 * em, longest(x0, x1, theme) / 2)
  const numbers = longest(y0, y1, theme) + 0.6 * em
  const below = 0.4 * em + 1.15 * tick
  if (shared) {
    const [top, gap] = [0.8 * em + name, 0.5 * em]
    // The bars stand at the last plane itself, in the room on its right.
    /** @param {number} right */
    const room = (right) => ({ top, right, bars: bars.length ? all - right : all })
    if (!header.axes) return { left: 2, beside: gap, bottom: gap, ...room(gap) }
    return { left: Math.max(numbers, beyond), beside: beyond, bottom: below, ...room(beyond) }
  }
  const above = small && header.y_label
  return {
    left: Math.max(numbers + (header.y_label && !small ? 1.4 * name : 0), beyond),
    bottom: below + (header.x_label ? 1.25 * name : 0),
    top: above ? 0.7 * em + 1.2 * name : Math.max(0.7 * em, 0.6 * tick),
    right: bars.length ? 0 : beyond,
    bars: all,
  }
}

/** @type {(context: Paper, header: SceneHeader, view: View, width: number, theme: Theme) => void} */
export function drawAxes(context, header, view, width, theme) {
  drawFrame(context, view, theme)
  if (!header.axes) return
  drawPlane(context, header, view, theme)
  if (!header.panels.length) drawNames(context, header, view, narrow(width, theme), theme)
}

/**
 * The edge of the plane; of a picture without axes, too: else its paper has no end.
 * @type {(context: Paper, view: View, theme: Theme) => void}
 */
function drawFrame(context, view, theme) {
  const { left, top, width, height } = view.box
  context.save()
  context.lineWidth = 1
  context.strokeStyle = theme.border
  context.strokeRect(Math.round(left) + 0.5, Math.round(top) + 0.5, Math.round(width) - 1,
    Math.round(height) - 1)
  context.restore()
}

/** @type {(context: Paper, header: SceneHeader, view: View, theme: Theme) => void} */
function drawPlane(context, header, view, theme) {
  const { left, top, width, height } = view.box
  const [x0, x1, y0, y1] = view.shown
  const em = theme.size
  context.save()
  context.lineWidth = 1
  context.fillStyle = theme.text
  context.strokeStyle = theme.text
  context.globalAlpha = 0.75
  const tick = lettering(em, TICK)
  context.font = `${tick}px ${theme.font}`
  context.textAlign = "center"
  context.textBaseline = "top"
  const bottom = top + height
  const [from, to, least, most] = header.measured ?? [-Infinity, Infinity, -Infinity, Infinity]
  for (const { value, text } of ticks(x0, x1, Math.max(width / (5.6 * tick), 2))) {
    if (value < from || value > to) continue
    const x = view.px(value)
    mark(context, x, bottom, 0, 4)
    context.fillText(text, x, bottom + 0.4 * em)
  }
  context.textAlign = "right"
  context.textBaseline = "middle"
  const widest = longest(view.home[2], view.home[3], theme)
  const numbered = view.boxes.every((box) => left <= box.left)
  for (const { value, text } of ticks(y0, y1, Math.max(height / (4.9 * tick), 2))) {
    if (value < least || value > most) continue
    const y = view.py(value)
    mark(context, left, y, -4, 0)
    if (numbered) context.fillText(text, left - 0.5 * em, y, widest) // one magnified has more digits
  }
  context.restore()
}

/** @type {(context: Paper, header: SceneHeader, view: View, small: boolean, theme: Theme) => void} */
function drawNames(context, header, view, small, theme) {
  const { left, top, width, height } = view.box
  const em = theme.size
  const name = lettering(em, NAME)
  context.save()
  context.fillStyle = theme.text
  context.font = `italic ${name}px ${theme.font}`
  context.textAlign = "center"
  context.textBaseline = "top"
  context.fillText(header.x_label, left + width / 2, top + height + 0.4 * em + 1.15 * lettering(em, TICK))
  context.textBaseline = "bottom"
  if (small) {
    const half = context.measureText(header.y_label).width / 2
    context.fillText(header.y_label, Math.max(left, half + 2), top - 0.4 * em)
  } else {
    context.translate(left - longest(view.home[2], view.home[3], theme) - 0.6 * em, top + height / 2)
    context.rotate(-Math.PI / 2)
    context.fillText(header.y_label, 0, 0)
  }
  context.restore()
}

/** @type {(context: Paper, x: number, y: number, dx: number, dy: number) => void} */
function mark(context, x, y, dx, dy) {
  context.beginPath()
  context.moveTo(x, y)
  context.lineTo(x + dx, y + dy)
  context.stroke()
}

/**
 * The bars of colours with ticks and names, right of all boxes and as high as the first.
 * @type {(context: Paper, bars: Coloured[], boxes: Box[], width: number, theme: Theme) => void}
 */
export function drawBars(context, bars, boxes, width, theme) {
  let left = Math.max(...boxes.map((box) => box.left + box.width))
  for (const layer of bars) {
    const across = acrossBar(layer, narrow(width, theme), boxes.length > 1, theme)
    drawBar(context, layer, left, across, boxes[0], theme)
    left += sum(across)
  }
}

/** @type {(context: Paper, layer: Coloured, edge: number, across: number[], box: Box, theme: Theme) => void} */
function drawBar(context, layer, edge, [before, thick, gap, numbers, room], { top, height }, theme) {
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
  if (room) {
    context.globalAlpha = 1
    context.font = `${lettering(theme.size, NAME)}px ${theme.font}`
    context.textBaseline = "top"
    context.textAlign = "center"
    context.translate(left + thick + gap + numbers + 0.1 * theme.size, top + height / 2)
    context.rotate(-Math.PI / 2)
    context.fillText(layer.unit || layer.name, 0, 0, height)
  }
  context.restore()
}
