// Small images that are drawn once and copied often. What copies them as lines and letters, such as
// a page of SVG, asks how they were drawn.

const drawn = new WeakMap() // image -> how it was drawn

/** An image of so many pixels, drawn by `draw(context)`. */
export function stamp(width, height, draw) {
  const image = Object.assign(document.createElement("canvas"), { width, height })
  draw(image.getContext("2d"))
  drawn.set(image, draw)
  return image
}

/** How an image was drawn, if it is a stamp. */
export const howDrawn = (image) => drawn.get(image)
