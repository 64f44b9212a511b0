// The present numbers of a picture in words, for those who cannot see it.

import { coordinates, fieldValue } from "../wire/blob.js"
import { linesOf } from "../drawing/letters.js"
import { digits3 } from "../plane/view.js"

/** @import { Code, Colours, Field, Glyphs, Handles, Layer, Letters, Point, Points } from "../wire/header.js" */

const MOST = 10 // points that are told one by one

/** @type {(x: number, y: number) => string} */
const pair = (x, y) => `(${digits3(x)}, ${digits3(y)})`

/**
 * What the visible layers are at a frame: a sentence for each that has numbers.
 * @type {(layers: Layer[], frame: number, handles: Record<string, Point[]>) => string[]}
 */
export function numbersOf(layers, frame, handles) {
  return layers.map((layer) => {
    if (layer.kind === "handles") return placesOf(layer, handles[layer.name] ?? [])
    if (layer.kind === "letters") return lines(layer, frame)
    if (layer.kind === "field") return range(layer, frame)
    return layer.kind === "points" || layer.kind === "glyphs" ? cloud(layer, frame) : ""
  }).filter(Boolean)
}

/** @type {(layer: Letters, frame: number) => string} */
function lines(layer, frame) {
  const rows = linesOf(layer, frame)
  return rows.length ? `${layer.name}: ${rows.join(" / ")}.` : ""
}

/** @type {(layer: Field, frame: number) => string} */
function range(layer, frame) {
  const array = layer.scale === "ink" ? null : layer.values.at(frame)
  const ends = array && endsOf(layer.values.type, array)
  return ends ? `${layer.name} from ${digits3(ends[0])} to ${digits3(ends[1])}.` : ""
}

/**
 * The least and the greatest value of a field.
 * @type {(type: Code, array: Colours) => [number, number] | null}
 */
function endsOf(type, array) {
  let [low, high] = [Infinity, -Infinity]
  for (let i = 0; i < array.data.length; i++) {
    const value = fieldValue(type, array, i)
    if (value < low) low = value
    if (value > high) high = value
  }
  return low <= high ? [low, high] : null
}

/**
 * How many points there are, and where their mean lies.
 * @type {(layer: Points | Glyphs, frame: number) => string}
 */
function cloud(layer, frame) {
  const array = layer.xy.at(frame)
  if (!array) return ""
  const xy = coordinates(array)
  let [count, x, y] = [0, 0, 0]
  for (let i = 0; i < xy.length; i += 2) {
    if (Number.isNaN(xy[i] + xy[i + 1])) continue
    count += 1
    x += xy[i]
    y += xy[i + 1]
  }
  if (!count) return `${layer.name}: no points.`
  return `${layer.name}: ${count} ${count > 1 ? "points around" : "point at"} ${pair(x / count, y / count)}.`
}

/** @type {(layer: Handles, points: Point[]) => string} */
function placesOf(layer, points) {
  const told = points.slice(0, MOST).map(([x, y], n) => `${layer.labels[n] ?? n + 1} at ${pair(x, y)}`)
  return told.length ? `${layer.name}: ${told.join(", ")}.` : ""
}
