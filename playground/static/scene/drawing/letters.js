// A table of characters, each in the middle of its cell.

/** @import { Paper } from "../../component/paper.js" */
/** @import { Letters } from "../wire/header.js" */
/** @import { Moment } from "./painted.js" */

const FONT = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace" // one width for all
const HIGH = 0.74 // of a cell's height
const WIDE = 1.55 // of its width

/**
 * The lines of such a table at a frame, from the top; none where there is no such frame.
 * @type {(layer: Letters, frame: number) => string[]}
 */
export function linesOf({ codes, alphabet }, frame) {
  const array = codes.at(frame)
  if (!array) return []
  const [rows, columns] = codes.shape
  const all = Array.from({ length: rows }, (_, row) =>
    Array.from(array.data.slice(row * columns, (row + 1) * columns), (code) => alphabet[code] ?? " ").join(""))
  return all.reverse() // row 0 is the lowest
}

/** @type {(context: Paper, layer: Letters, moment: Moment) => void} */
export function letters(context, layer, { frame, view, theme }) {
  const [rows, columns] = layer.codes.shape
  const [x0, x1, y0, y1] = layer.extent
  const [left, top] = [view.px(x0), view.py(y1)]
  const [across, down] = [(view.px(x1) - left) / columns, (view.py(y0) - top) / rows]
  context.font = `${Math.min(HIGH * down, WIDE * across)}px ${FONT}`
  context.textAlign = "center"
  context.textBaseline = "middle"
  context.fillStyle = theme.text
  linesOf(layer, frame).forEach((line, row) => {
    Array.from(line).forEach((letter, column) => {
      if (letter !== " ") context.fillText(letter, left + (column + 0.5) * across, top + (row + 0.5) * down)
    })
  })
}
