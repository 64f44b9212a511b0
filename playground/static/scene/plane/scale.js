// Which colour of the theme's scales a value has.

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
 * The index 0..255 on a scale of a value of a layer, or -1 for none.
 * @type {(layer: { low: number, high: number, power: number }, value: number) => number}
 */
export function scaleIndex(layer, value) {
  if (!Number.isFinite(value)) return -1
  const way = (value - layer.low) / (layer.high - layer.low)
  return Math.round(Math.min(Math.max(way, 0), 1) ** layer.power * 255)
}
