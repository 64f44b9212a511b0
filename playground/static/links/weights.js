// The numbers of one frame: weights, and their colours.

import { contextOf } from "../component/dom.js"
import { ramp } from "../component/theme.js"

/** @import { Theme } from "../component/look.js" */
/** @import { Matrix, Shares } from "../scene/wire/header.js" */

const NOTHING = 65535
const LIFT = 0.6 // the colour position is weight ** LIFT, so that faint links are seen

export class Weights {
  /**
   * @param {Shares} frame
   * @param {number[]} shape columns and rows of matrices, words on both sides
   */
  constructor(frame, shape) {
    this.data = frame.data
    const [columns, rows, sources, targets] = shape
    this.columns = columns
    this.rows = rows
    this.sources = sources
    this.targets = targets
  }

  /** @param {Matrix} matrix */
  offset([column, row]) {
    return (column * this.rows + row) * this.sources * this.targets
  }

  /**
   * The weight from source i to target j, or NaN where there is no link at all.
   * @type {(matrix: Matrix, i: number, j: number) => number}
   */
  at(matrix, i, j) {
    const code = this.data[this.offset(matrix) + i * this.targets + j]
    return code === NOTHING ? NaN : code / 65534
  }

  /**
   * A canvas with a pixel for each link.
   * @type {(matrix: Matrix, words: Uint32Array) => HTMLCanvasElement}
   */
  image(matrix, words) {
    const canvas = document.createElement("canvas")
    Object.assign(canvas, { width: this.targets, height: this.sources })
    const context = contextOf(canvas)
    const picture = context.createImageData(this.targets, this.sources)
    const pixels = new Uint32Array(picture.data.buffer)
    const start = this.offset(matrix)
    for (let i = 0; i < pixels.length; i++) {
      const code = this.data[start + i]
      pixels[i] = code === NOTHING ? 0 : words[code >> 8]
    }
    context.putImageData(picture, 0, 0)
    return canvas
  }
}

/** @typedef {{ key: string, words: Uint32Array, css(weight: number): string }} Colours */

/** @type {Colours} */
let known = { key: "", words: new Uint32Array(0), css: () => "" }

/**
 * Colours from nothing to all, by the upper eight bits of a code, and as CSS by a weight.
 * @param {Theme} theme
 */
export function colours(theme) {
  if (known.key === theme.key) return known
  const scale = ramp([theme.background, theme.categorical[1]])
  const words = Uint32Array.from({ length: 256 }, (_, high) =>
    scale.words[Math.round((high / 255) ** LIFT * 255)])
  /** @param {number} weight */
  const css = (weight) => scale.css[Math.round(weight ** LIFT * 255)]
  known = { key: theme.key, words, css }
  return known
}

/**
 * A weight for reading: three digits after the point.
 * @param {number} weight
 */
export const told = (weight) => (Number.isNaN(weight) ? "–" : weight.toFixed(3))
