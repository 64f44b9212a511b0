// What stands around the plane: frame, ticks, names of the axes.

import { mark, roomBeside } from "./bars.js"
import { headroom, lettering, lines, longest, NAME, narrow, room, TICK } from "./lettering.js"
import { ticks } from "./view.js"

/** @import { Paper } from "../../component/paper.js" */
/** @import { Theme } from "../../component/look.js" */
/** @import { Coloured, SceneHeader } from "../wire/header.js" */
/** @import { Margin } from "./panels.js" */
/** @import { Box, View } from "./view.js" */

/**
 * Room for what stands around each plane, and for the colour bars beside all, in CSS pixels; of
 * several planes those that are not in the first column have the room `beside` on their left. The
 * whole is so wide and so high.
 * @type {(header: SceneHeader, bars: Coloured[], width: number, high: number, theme: Theme) => Margin}
 */
export function margins(header, bars, width, high, theme) {
  const em = theme.size
  const small = narrow(width, theme)
  const shared = header.panels.length > 0
  const all = roomBeside(header, bars, width, theme)
  if (!header.axes && !shared) {
    const edge = bars.length ? 0.7 * em : 2 // a bar's last numbers reach beyond its ends
    return { left: 2, bottom: edge, top: edge, right: 2, bars: all }
  }
  const [x0, x1, y0, y1] = header.window
  const [tick, name] = [lettering(em, TICK), lettering(em, NAME)]
  const beyond = Math.max(0.8 * em, longest(x0, x1, theme) / 2)
  const below = 0.4 * em + 1.15 * tick
  if (shared) {
    const [top, gap] = [headroom(em), 0.5 * em]
    // The bars stand at the last plane itself, in the room on its right.
    /** @param {number} right */
    const room = (right) => ({ top, right, bars: all ? all - right : 0 })
    if (!header.axes) return { left: 2, beside: gap, bottom: gap, ...room(gap) }
    const numbers = longest(y0, y1, theme, lines(high - top - below, theme))
    return { left: numbers + 0.5 * em, beside: apart(theme), bottom: below, ...room(apart(theme)) }
  }
  const above = small && header.y_label
  const top = above ? 0.7 * em + 1.2 * name : Math.max(0.7 * em, 0.6 * tick)
  const bottom = below + (header.x_label ? 1.25 * name : 0)
  const numbers = beside(y0, y1, high - top - bottom, theme) + 0.6 * em
  return {
    left: Math.max(numbers + (header.y_label && !small ? 1.4 * name : 0), beyond),
    bottom,
    top,
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
    context.fillText(text, numberAt(x, text, header, view.box, theme), bottom + 0.4 * em)
  }
  context.textAlign = "right"
  context.textBaseline = "middle"
  const widest = beside(view.home[2], view.home[3], height, theme)
  const numbered = view.boxes.every((box) => left <= box.left)
  for (const { value, text } of ticks(y0, y1, lines(height, theme))) {
    if (value < least || value > most) continue
    const y = view.py(value)
    mark(context, left, y, -4, 0)
    if (numbered) context.fillText(text, left - 0.5 * em, y, widest) // one magnified has more digits
  }
  context.restore()
}

/**
 * The room of the longest number beside a plane that is at most so high: in a high one there are
 * more of them, with more digits.
 * @type {(low: number, high: number, height: number, theme: Theme) => number}
 */
const beside = (low, high, height, theme) =>
  Math.max(longest(low, high, theme), longest(low, high, theme, lines(height, theme)))

/**
 * Half of the room between planes beside each other: it parts their numbers, which end with them.
 * @param {Theme} theme
 */
const apart = (theme) => 0.35 * theme.size

/**
 * Where the middle of a number stands: at its mark, but where planes are beside each other not so
 * far out that it meets the next one's.
 * @type {(x: number, text: string, header: SceneHeader, box: Box, theme: Theme) => number}
 */
function numberAt(x, text, header, { left, width }, theme) {
  if (!header.panels.length) return x
  const inside = room(text, lettering(theme.size, TICK)) / 2
  return Math.min(Math.max(x, left + inside), left + width - inside)
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
    context.translate(left - beside(view.home[2], view.home[3], height, theme) - 0.6 * em, top + height / 2)
    context.rotate(-Math.PI / 2)
    context.fillText(header.y_label, 0, 0)
  }
  context.restore()
}
