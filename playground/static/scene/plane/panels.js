// Several planes side by side in one picture: where each lies, and its title.

import { headroom, lettering, titled } from "./lettering.js"

/** @import { Paper } from "../../component/paper.js" */
/** @import { Theme } from "../../component/look.js" */
/** @import { Panel, SceneHeader } from "../wire/header.js" */
/** @import { Box } from "./view.js" */

/**
 * Room around each plane, and for the colour bars beside all, in CSS pixels.
 * @typedef {{ left: number, right: number, top: number, bottom: number, bars: number,
 *   beside?: number }} Margin
 */

/**
 * The areas of a scene's panels, one where it has none, in so many CSS pixels: in as many columns
 * as make them largest; those that fill any room leave little of it empty. The numbers of the second
 * axis stand beside the first column alone. Tells what they take, how high they are where nothing
 * else says it, and where each lies.
 * @type {(header: SceneHeader, margin: Margin, room: number, high: number) =>
 *   { width: number, height: number, natural: number, areas: Box[] }}
 */
export function arrange(header, margin, room, high) {
  const [x0, x1, y0, y1] = header.window
  const aspect = header.equal ? (y1 - y0) / (x1 - x0) : header.tall
  const count = Math.max(header.panels.length, 1)
  const { left, right, beside = left } = margin
  const across = beside + right
  const first = left - beside // of the first column, where the numbers stand
  const along = margin.top + margin.bottom
  const tries = Array.from({ length: count }, (_, i) => {
    const [columns, rows] = [i + 1, Math.ceil(count / (i + 1))]
    const widest = (room - margin.bars - first) / columns - across
    const highest = high / rows - along
    const side = Math.min(widest, highest / aspect)
    const filled = header.equal ? 1 : count / (columns * rows)
    return { columns, rows, widest, highest, side, worth: side * filled }
  })
  const { columns, rows, widest, highest, side } = tries.reduce((best, one) =>
    (one.worth > best.worth ? one : best))
  const width = header.equal ? side : widest
  const wanted = Math.min(width * aspect, highest)
  const height = header.equal ? wanted : highest
  const areas = Array.from({ length: count }, (_, i) => ({
    left: first + (i % columns) * (width + across) + beside,
    top: Math.floor(i / columns) * (height + along) + margin.top,
    width,
    height,
  }))
  return {
    width: first + columns * (width + across) + margin.bars,
    height: rows * (height + along),
    natural: rows * (wanted + along),
    areas,
  }
}

const TITLE = 0.95 // of a title, as part of the text's size
const SMALL = 0.72 // of one in two lines
const LEAST = 0.85 // of its height, for it to stay in one

/**
 * A title as it has room: in one line, a little smaller if need be, or in two where they fit.
 * @type {(context: Paper, title: string, wide: number, theme: Theme) => { lines: string[], high: number }}
 */
export function fitted(context, title, wide, { size, font }) {
  const high = lettering(size, TITLE)
  context.font = `600 ${high}px ${font}`
  const share = wide / context.measureText(title).width
  const one = { lines: [title], high: lettering(size, TITLE * Math.min(Math.max(share, LEAST), 1)) }
  const small = lettering(size, SMALL)
  if (share >= LEAST || 2.2 * small > headroom(size)) return one
  const breaks = [...title.matchAll(/ · | /g)].map(({ index, 0: { length } }) =>
    [title.slice(0, index), title.slice(index + length)])
  const longest = (/** @type {string[]} */ lines) => Math.max(...lines.map(({ length }) => length))
  const [lines] = breaks.sort((a, b) => longest(a) - longest(b))
  return lines ? { lines, high: small } : one
}

/**
 * The title over a panel, behind a bar of the colour that its curve has; what stands at its end
 * takes so many CSS pixels.
 * @type {(context: Paper, panel: Panel, box: Box, taken: number, theme: Theme) => void}
 */
export function drawTitle(context, { title, color }, { left, top, width }, taken, theme) {
  const em = theme.size
  const indent = color === null ? 0 : 1.5 * em
  const wide = Math.max(width - indent - taken, 1)
  context.save()
  const { lines, high } = fitted(context, title, wide, theme)
  context.font = `600 ${high}px ${theme.font}`
  context.textAlign = "left"
  context.textBaseline = "middle"
  if (color !== null) {
    context.fillStyle = theme.categorical[color]
    context.fillRect(left, top - 1.05 * em, 1.1 * em, 0.4 * em)
  }
  context.fillStyle = theme.text
  const middle = top - titled(em)
  lines.forEach((line, n) => {
    context.fillText(line, left + indent, middle + 1.1 * high * (n - (lines.length - 1) / 2), wide)
  })
  context.restore()
}
