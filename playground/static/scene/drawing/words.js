// Words in a plane: as large as all of a layer have room, with a halo.

import { lettering } from "../plane/lettering.js"
import { pixelsOf } from "./moment.js"

/** @import { Paper } from "../../component/paper.js" */
/** @import { Theme } from "../../component/look.js" */
/** @import { Labels } from "../wire/header.js" */
/** @import { Moment } from "./painted.js" */

const WORD = 0.85 // of a word, as part of the text's size
const LEAST = 0.6 // of its height, a word can still be read
const GAP = 0.3 // between two words of a line, as part of their height
const LINE = 1.15 // from one line to the next, as part of their height
const MEANT = 0.4 // of the room that two words want: those that are nearer lie there on purpose

/** @type {(context: Paper, layer: Labels, moment: Moment) => void} */
export function labels(context, layer, { frame, view, theme }) {
  const xy = pixelsOf(layer.xy, { frame, view })
  if (!xy) return
  const high = lettering(theme.size, WORD)
  context.font = `600 ${high}px ${theme.font}`
  context.textAlign = "center"
  context.textBaseline = "middle"
  const { left, top, width, height } = view.box
  const said = layer.texts.map((text, n) =>
    ({ text, x: xy[2 * n], y: xy[2 * n + 1], wide: context.measureText(text).width }))
  const room = layer.room === null ? Infinity : Math.abs(view.px(layer.room) - view.px(0))
  const share = Math.max(Math.min(within(said, room), apart(said, high), 1), LEAST)
  context.font = `600 ${lettering(theme.size, WORD * share)}px ${theme.font}`
  for (const { text, x, y, wide } of said) {
    // A whole word stays inside, if its place does.
    word(context, text, kept(x, left, width, (share * wide) / 2 + 3),
      kept(y, top, height, 0.55 * share * high), theme)
  }
}

/**
 * A place that is inside, as far from both ends as half of its word.
 * @type {(at: number, from: number, long: number, half: number) => number}
 */
const kept = (at, from, long, half) => (at < from || at > from + long ? at
  : Math.min(Math.max(at, from + half), from + long - half))

/**
 * The share of their height at which all words have the room that each may take.
 * @type {(said: { wide: number }[], room: number) => number}
 */
const within = (said, room) => room / Math.max(...said.map(({ wide }) => wide), 1)

/**
 * The share of their height at which no word touches the next one of its line, and none the one
 * that is named after it and stands over or under it.
 * @type {(said: { x: number, y: number, wide: number }[], high: number) => number}
 */
function apart(said, high) {
  const words = said.filter(({ x, y, wide }) => wide && Number.isFinite(x + y))
  const across = [...words].sort((a, b) => a.y - b.y || a.x - b.x)
  const parts = across.slice(1).map(({ x, y, wide }, n) => {
    const before = across[n]
    return y - before.y > 1 ? 1 : (x - before.x) / ((wide + before.wide) / 2 + GAP * high)
  })
  words.slice(1).forEach(({ x, y, wide }, n) => {
    const [dx, dy] = [Math.abs(x - words[n].x), Math.abs(y - words[n].y)]
    if (dy > 1 && dx < (wide + words[n].wide) / 2) parts.push(dy / (LINE * high))
  })
  return Math.min(1, ...parts.filter((part) => part > MEANT))
}

/**
 * Text with a halo, readable on any field, as the context aligns it.
 * @type {(context: Paper, text: string, x: number, y: number, theme: Theme) => void}
 */
export function word(context, text, x, y, theme) {
  if (Number.isNaN(x + y)) return
  context.lineJoin = "round"
  context.lineWidth = 4 * theme.unit
  context.strokeStyle = theme.background
  context.strokeText(text, x, y)
  context.fillStyle = theme.text
  context.fillText(text, x, y)
}
