// The numbers of a table of colours, each in its cell, where they have room.

import { fieldValue } from "../wire/blob.js"
import { lightness } from "../../component/theme.js"
import { room } from "../plane/lettering.js"
import { scaleIndex } from "../plane/scale.js"

/** @import { Paper } from "../../component/paper.js" */
/** @import { Theme } from "../../component/look.js" */
/** @import { Colours, Field } from "../wire/header.js" */

const LEAST = 9 // CSS pixels of a number that can still be read

/**
 * Write the value of each cell of a field into it; nothing where the cells are too small.
 * @type {(context: Paper, layer: Field, array: Colours, box: number[], theme: Theme) => void}
 */
export function numbered(context, layer, array, [left, top, width, height], theme) {
  const [rows, columns] = layer.values.shape
  const [across, along] = [width / columns, height / rows]
  const values = Array.from({ length: rows * columns }, (_, k) => fieldValue(layer.values.type, array, k))
  const texts = values.map((value) => (Number.isNaN(value) ? "" : value.toFixed(layer.digits ?? 0)
    .replace(/^-(0(\.0+)?)$/, "$1").replace("-", "−")))
  const longest = texts.reduce((most, text) => (text.length > most.length ? text : most), "")
  const size = Math.min(theme.size, 0.6 * along, (0.9 * across) / room(longest, 1))
  if (size < LEAST) return
  context.globalAlpha = 1
  context.font = `${size}px ${theme.font}`
  context.textAlign = "center"
  context.textBaseline = "middle"
  const inks = [theme.text, theme.background].map((css) => ({ css, light: lightness(css) }))
  texts.forEach((text, k) => {
    const ground = lightness(theme[layer.scale].css[scaleIndex(layer, values[k])] ?? theme.background)
    const [one, other] = inks.map(({ light }) => Math.abs(light - ground))
    context.fillStyle = inks[one >= other ? 0 : 1].css
    const [row, column] = [Math.floor(k / columns), k % columns] // row 0 is the lowest
    context.fillText(text, left + (column + 0.5) * across, top + height - (row + 0.5) * along)
  })
}
