// One matrix as cells between its words: where all of it lies, and how it is drawn.

import { colours } from "../weights.js"
import { COLOURS } from "../sides.js"
import { cut } from "../text.js"

/** @import { Paper } from "../../component/paper.js" */
/** @import { Theme } from "../../component/look.js" */
/** @import { Box } from "../../scene/plane/view.js" */
/** @import { Side } from "../../scene/wire/header.js" */
/** @import { Drawn, Spot } from "./drawn.js" */

const SMALLEST = 9 // CSS pixels of a word that can still be read
const MANY = 20_000 // cells; more of them are one image, whatever they are drawn on

/**
 * Where the cells lie, in CSS pixels, the side of one, and the size of the words.
 * @typedef {Box & { cell: number, size: number }} Cells
 */

/**
 * The largest cells that so much room has a place for, or null where it has none.
 * @type {(context: Paper, drawn: Drawn, room: number) => Cells | null}
 */
export function fitted(context, { header: { sources, targets }, theme, height }, room) {
  const em = theme.size
  const rough = Math.min((room - 3 * em) / targets.length, height / sources.length)
  const size = Math.min(0.85 * em, Math.max(rough * 0.95, SMALLEST))
  context.font = `${size}px ${theme.font}`
  /** @param {string[]} words */
  const longest = (words) =>
    Math.min(Math.max(...words.map((word) => context.measureText(word).width)), 6.5 * em)
  const left = longest(sources) + 0.6 * em
  const top = longest(targets) * 0.82 + 1.1 * em
  const right = Math.max(0.8 * em, 0.55 * (longest(targets.slice(-2)) - 1.2 * em))
  const cell = Math.min((room - left - right) / targets.length, (height - top) / sources.length,
    5 * em)
  if (!(cell > 0)) return null
  return {
    left, top, width: cell * targets.length, height: cell * sources.length, cell,
    size: Math.max(Math.min(size, 0.95 * cell), SMALLEST), // words never overlap
  }
}

/** @type {(context: Paper, cells: Cells, drawn: Drawn) => void} */
export function drawCells(context, cells, drawn) {
  fill(context, cells, drawn)
  dim(context, cells, drawn)
  grid(context, cells, drawn)
  words(context, cells, drawn)
  if (cells.cell > 2.3 * drawn.theme.size) numbers(context, cells, drawn)
  if (drawn.pointed) cross(context, cells, drawn.pointed, drawn.theme)
}

/**
 * The colours: one image, and on a page of vectors a square for each cell.
 * @type {(context: Paper, cells: Cells, drawn: Drawn) => void}
 */
function fill(context, { left, top, width, height, cell }, { header, weights, matrix, theme }) {
  const { words, css } = colours(theme)
  const [rows, columns] = [header.sources.length, header.targets.length]
  if (!context.Outline || rows * columns > MANY) {
    context.imageSmoothingEnabled = false
    context.drawImage(weights.image(matrix, words), left, top, width, height)
    return
  }
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const weight = weights.at(matrix, i, j)
      if (Number.isNaN(weight)) continue
      context.fillStyle = css(weight)
      context.fillRect(left + j * cell, top + i * cell, cell, cell)
    }
  }
}

/**
 * What is not locked steps back while something is.
 * @type {(context: Paper, cells: Cells, drawn: Drawn) => void}
 */
function dim(context, { left, top, width, height, cell }, { header, locks, theme }) {
  context.fillStyle = theme.background
  context.globalAlpha = 0.78
  header.sources.forEach((_, i) => {
    if (locks.sources.size && !locks.sources.has(i)) {
      context.fillRect(left, top + i * cell, width, cell)
    }
  })
  header.targets.forEach((_, j) => {
    if (locks.targets.size && !locks.targets.has(j)) {
      context.fillRect(left + j * cell, top, cell, height)
    }
  })
  context.globalAlpha = 1
}

/** @type {(context: Paper, cells: Cells, drawn: Drawn) => void} */
function grid(context, { left, top, width, height, cell }, { header, theme }) {
  /** @param {number} i */
  const across = (i) => line(context, left, top + i * cell, left + width, top + i * cell)
  /** @param {number} j */
  const along = (j) => line(context, left + j * cell, top, left + j * cell, top + height)
  context.strokeStyle = theme.border
  context.lineWidth = 1
  context.strokeRect(left - 0.5, top - 0.5, width + 1, height + 1)
  context.beginPath()
  if (cell > 12) {
    for (let i = 1; i < header.sources.length; i++) across(i)
    for (let j = 1; j < header.targets.length; j++) along(j)
  }
  context.globalAlpha = 0.5
  context.stroke()
  context.globalAlpha = 1
  context.beginPath()
  context.lineWidth = 2
  context.strokeStyle = theme.text
  for (const place of header.breaks) {
    across(place)
    along(place)
  }
  context.globalAlpha = 0.55
  context.stroke()
  context.globalAlpha = 1
}

/** @type {(context: Paper, cells: Cells, drawn: Drawn) => void} */
function words(context, { left, top, cell, size }, { header, pointed, locks, theme }) {
  const em = theme.size
  const every = Math.ceil(SMALLEST / cell) // where cells are tiny, some words give way
  /** @type {(i: number, side: Side) => boolean} */
  const seen = (i, side) => i % every === 0 || locks[side].has(i)
  /** @type {(word: string, i: number, side: Side, on: boolean) => void} */
  const write = (word, i, side, on) => {
    const strong = on || locks[side].has(i)
    context.font = `${strong ? 700 : 400} ${size}px ${theme.font}`
    context.fillStyle = strong ? theme.categorical[COLOURS[side]] : theme.text
    context.fillText(cut(word, context, 6.5 * em), 0, 0)
  }
  context.textBaseline = "middle"
  context.textAlign = "right"
  header.sources.forEach((word, i) => {
    if (!seen(i, "sources") && pointed?.source !== i) return
    context.save()
    context.translate(left - 0.4 * em, top + (i + 0.5) * cell)
    write(word, i, "sources", pointed?.source === i)
    context.restore()
  })
  context.font = `700 ${size}px ${theme.font}`
  const upright = header.targets.every((word) => context.measureText(word).width < 0.95 * cell)
  context.textAlign = upright ? "center" : "left"
  header.targets.forEach((word, j) => {
    if (!seen(j, "targets") && pointed?.target !== j) return
    context.save()
    context.translate(left + (j + 0.5) * cell, top - (upright ? 0.7 : 0.4) * em)
    if (!upright) context.rotate(-Math.PI / 3.2)
    write(word, j, "targets", pointed?.target === j)
    context.restore()
  })
}

/** @type {(context: Paper, cells: Cells, drawn: Drawn) => void} */
function numbers(context, { left, top, cell }, { header, weights, matrix, theme }) {
  context.textAlign = "center"
  context.textBaseline = "middle"
  context.font = `${Math.min(0.34 * cell, 0.85 * theme.size)}px ${theme.font}`
  for (let i = 0; i < header.sources.length; i++) {
    for (let j = 0; j < header.targets.length; j++) {
      const weight = weights.at(matrix, i, j)
      if (Number.isNaN(weight)) continue
      context.fillStyle = weight > 0.35 ? theme.background : theme.text
      context.fillText(weight.toFixed(2), left + (j + 0.5) * cell, top + (i + 0.5) * cell)
    }
  }
}

/** @type {(context: Paper, cells: Cells, pointed: Spot, theme: Theme) => void} */
function cross(context, { left, top, width, height, cell }, { source, target }, theme) {
  context.lineWidth = 2
  if (source !== null) {
    context.strokeStyle = theme.categorical[COLOURS.sources]
    context.strokeRect(left, top + source * cell, width, cell)
  }
  if (target !== null) {
    context.strokeStyle = theme.categorical[COLOURS.targets]
    context.strokeRect(left + target * cell, top, cell, height)
  }
}

/** @type {(context: Paper, x0: number, y0: number, x1: number, y1: number) => void} */
function line(context, x0, y0, x1, y1) {
  context.moveTo(x0, y0)
  context.lineTo(x1, y1)
}
