// The large matrices as one sheet: cells and lines with their words, and the time below.

import { contextOf, density } from "../component/dom.js"
import { timeBelow } from "../scene/export.js"

/** @import { Surface } from "../component/paper.js" */
/** @import { Board } from "./board.js" */

const GAP = 16

/**
 * What is large now, drawn anew; `sheet()` makes what is drawn on: pixels, or a page of SVG.
 * @template {Surface} Sheet
 * @param {Board} board
 * @param {() => Sheet} sheet
 * @returns {Sheet}
 */
export function compose(board, sheet) {
  const out = sheet()
  const { theme, timeline, views } = board
  const parts = board.large.flatMap(({ panel, drawn }) => {
    const title = [panel.title.textContent, board.badge.textContent].filter(Boolean).join(" · ")
    return [...(views?.has("matrix") ? [panel.heat] : []), ...(views?.has("lines") ? [panel.lines] : [])]
      .map((view) => {
        const plane = sheet()
        return { title, plane, ...view.paintOn(plane, drawn) }
      })
  })
  if (!theme || !parts.length) return out
  const ratio = density()
  const em = theme.size
  const width = parts.reduce((sum, part) => sum + part.width + GAP, -GAP)
  const height = 2 * em + Math.max(...parts.map((part) => part.height))
  const time = timeBelow(timeline, theme, width, sheet)
  out.width = (width + 2 * GAP) * ratio
  out.height = (height + time.height + 2 * GAP) * ratio
  const context = contextOf(out)
  context.scale(ratio, ratio)
  context.fillStyle = theme.background
  context.fillRect(0, 0, width + 2 * GAP, height + time.height + 2 * GAP)
  context.translate(GAP, GAP)
  let left = 0
  for (const part of parts) {
    context.fillStyle = theme.text
    context.textAlign = "left"
    context.textBaseline = "middle"
    context.font = `600 ${em}px ${theme.font}`
    context.fillText(part.title, left, 0.5 * em, part.width)
    if (part.height) context.drawImage(part.plane, left, 2 * em, part.width, part.height)
    left += part.width + GAP
  }
  time.draw(context, height)
  return out
}
