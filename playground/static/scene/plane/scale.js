// Which colour of the theme's scales a value has.

import { fieldValue } from "../wire/blob.js"
import { position } from "../wire/codes.js"

/** @import { Ramp } from "../../component/look.js" */
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
  const whole = { low: 0, high: 1, power }
  const table = scale.tables.get(key) ?? formerTable(scale, type, whole, whole)
  scale.tables.set(key, table)
  return table
}

/** @typedef {{ low: number, high: number, power: number }} Range */
/**
 * The same for codes of another range, sent when the colours reached elsewhere.
 * @type {(scale: Ramp, type: Code, layer: Range, range: Range) => Uint32Array}
 */
export function formerTable(scale, type, layer, range) {
  const data = new Uint16Array(type === "c1" ? 256 : 65536).map((_, code) => code)
  const frame = { data, ...range }
  return new Uint32Array(data.length).map((_, code) =>
    scale.words[scaleIndex(layer, fieldValue(type, frame, code))])
}

/**
 * The index 0..255 on a scale of a value of a layer, or -1 for none.
 * @type {(layer: { low: number, high: number, power: number }, value: number) => number}
 */
export const scaleIndex = (layer, value) =>
  Number.isFinite(value) ? Math.round(255 * position(layer, value)) : -1
