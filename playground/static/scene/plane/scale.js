// Which colour of the theme's scales a value has.

import { fieldValue } from "../wire/blob.js"
import { halfTable } from "../wire/halves.js"

/** @import { Ramp } from "../../component/theme.js" */
/** @import { Code, Coloured, Layer } from "../wire/header.js" */

/**
 * Whether the values of a layer are colours.
 * @type {(layer: Layer) => layer is Coloured}
 */
export const isScaled = (layer) => layer.scale !== undefined

/**
 * The colour word of every possible code of a field: a pixel is one look-up.
 * @type {(scale: Ramp, type: Code, power: number) => Uint32Array}
 */
export function codeTable(scale, type, power) {
  const key = `${type} ${power}`
  const known = scale.tables.get(key)
  if (known) return known
  const table = type === "c1"
    ? Uint32Array.from({ length: 256 }, (_, code) =>
      (code === 255 ? 0 : scale.words[Math.round((code / 254) * 255)]))
    : Uint32Array.from(halfTable(), (way) => {
      const place = Math.min(Math.max(way, 0), 1) ** power
      return Number.isFinite(way) ? scale.words[Math.round(place * 255)] : 0
    })
  scale.tables.set(key, table)
  return table
}

/**
 * The same for a frame that was sent when the colours reached elsewhere: its codes are read by the
 * range that was then, and its values have the colours of now.
 * @type {(scale: Ramp, type: Code, layer: { low: number, high: number, power: number },
 *   range: { low: number, high: number, power: number }) => Uint32Array}
 */
export function formerTable(scale, type, layer, range) {
  const data = Uint16Array.from({ length: type === "c1" ? 256 : 65536 }, (_, code) => code)
  return Uint32Array.from(data, (code) => {
    const index = scaleIndex(layer, fieldValue(type, { data, ...range }, code))
    return index < 0 ? 0 : scale.words[index]
  })
}

/**
 * The index 0..255 on a scale of a value of a layer, or -1 for none.
 * @type {(layer: { low: number, high: number, power: number }, value: number) => number}
 */
export function scaleIndex(layer, value) {
  if (!Number.isFinite(value)) return -1
  const way = (value - layer.low) / (layer.high - layer.low)
  return Math.round(Math.min(Math.max(way, 0), 1) ** layer.power * 255)
}
