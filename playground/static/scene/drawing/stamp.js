// Small images that are drawn once and copied often. What copies them as lines and letters, such as
// a page of SVG, asks how they were drawn.

import { contextOf } from "../../component/dom.js"

/** @import { Paper } from "../../component/paper.js" */

/** @type {WeakMap<object, (context: Paper) => void>} */
const drawn = new WeakMap() // image -> how it was drawn

/**
 * An image of so many pixels, drawn by `draw(context)`.
 * @type {(width: number, height: number, draw: (context: Paper) => void) => HTMLCanvasElement}
 */
export function stamp(width, height, draw) {
  const image = Object.assign(document.createElement("canvas"), { width, height })
  draw(contextOf(image))
  drawn.set(image, draw)
  return image
}

/**
 * How an image was drawn, if it is a stamp.
 * @param {object} image
 */
export const howDrawn = (image) => drawn.get(image)
