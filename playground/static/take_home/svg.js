// A sheet on which the drawing calls of a canvas write SVG: lines and points stay vectors, words
// stay text, and only what is made of pixels, such as a field, is an image inside.

import { contextOf } from "../component/dom.js"
import { rgb } from "../component/theme.js"
import { howDrawn } from "../scene/drawing/stamp.js"

/**
 * What a pen keeps and gives back, besides where it is.
 * @typedef {{ fillStyle: string | Gradient, strokeStyle: string | Gradient, globalAlpha: number,
 *   lineWidth: number, lineCap: CanvasLineCap, lineJoin: CanvasLineJoin, font: string,
 *   textAlign: CanvasTextAlign, textBaseline: CanvasTextBaseline, imageSmoothingEnabled: boolean }} State
 */

const TURN = 2 * Math.PI
/** @type {State} */
const STATE = {
  fillStyle: "#000", strokeStyle: "#000", globalAlpha: 1, lineWidth: 1, lineCap: "butt",
  lineJoin: "miter", font: "10px sans-serif", textAlign: "start", textBaseline: "alphabetic",
  imageSmoothingEnabled: true,
}
const ANCHORS = { left: "start", start: "start", center: "middle", right: "end", end: "end" }

const ruler = contextOf(document.createElement("canvas"))
let names = 0 // of what is defined once and used often, so that sheets can lie inside each other

/** In place of a canvas: it has a width, a height and a context, and in the end a source. */
export class Sheet {
  width = 300
  height = 150
  #pen = new Pen()

  getContext() {
    return this.#pen
  }

  /** What has been drawn, as elements. */
  get content() {
    return this.#pen.content
  }

  /**
   * The whole as a document, so many CSS pixels for each of the sheet's own.
   * @type {(words: string, scale: number) => string}
   */
  document(words, scale) {
    const { width, height } = this
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${width * scale}" `
      + `height="${height * scale}" viewBox="0 0 ${width} ${height}" role="img">`
      + `<title>${escaped(words)}</title>${this.content}</svg>`
  }
}

/** Lines to be stroked or filled. */
class Outline {
  d = ""
  #open = false // whether there is a point to go on from

  /** @type {(x: number, y: number) => void} */
  moveTo(x, y) {
    this.d += `M${short(x)} ${short(y)}`
    this.#open = true
  }

  /** @type {(x: number, y: number) => void} */
  lineTo(x, y) {
    this.d += `${this.#open ? "L" : "M"}${short(x)} ${short(y)}`
    this.#open = true
  }

  /** @param {[number, number, number, number, number, number]} numbers */
  bezierCurveTo(...numbers) {
    this.d += `C${numbers.map(short).join(" ")}`
  }

  /** @type {(x: number, y: number, width: number, height: number) => void} */
  rect(x, y, width, height) {
    this.d += `M${short(x)} ${short(y)}h${short(width)}v${short(height)}h${short(-width)}z`
    this.#open = true
  }

  /** @type {(x: number, y: number, radius: number, from: number, to: number) => void} */
  arc(x, y, radius, from, to) {
    this.ellipse(x, y, radius, radius, 0, from, to)
  }

  /**
   * An arc in two halves, since the whole begins where it ends.
   * @type {(x: number, y: number, across: number, along: number, turned: number, from: number, to: number) => void}
   */
  ellipse(x, y, across, along, turned, from, to) {
    const sweep = Math.min(to - from, TURN)
    /** @type {(angle: number) => [number, number]} */
    const point = (angle) => {
      const [u, v] = [across * Math.cos(angle), along * Math.sin(angle)]
      const [cos, sin] = [Math.cos(turned), Math.sin(turned)]
      return [x + u * cos - v * sin, y + u * sin + v * cos]
    }
    this.lineTo(...point(from))
    for (const half of [0.5, 1]) {
      const end = point(from + half * sweep).map(short).join(" ")
      this.d += `A${short(across)} ${short(along)} ${short((turned / TURN) * 360)} 0 1 ${end}`
    }
  }

  closePath() {
    this.d += "z"
  }
}

class Gradient {
  id = `g${++names}`
  #stops = ""

  /** @param {[number, number, number, number]} ends */
  constructor(...ends) {
    this.ends = ends
  }

  /** @type {(offset: number, css: string) => void} */
  addColorStop(offset, css) {
    const [colour, opacity] = ink(css)
    this.#stops += `<stop offset="${short(offset)}" stop-color="${colour}" stop-opacity="${opacity}"/>`
  }

  get element() {
    const [x1, y1, x2, y2] = this.ends
    return `<linearGradient id="${this.id}" gradientUnits="userSpaceOnUse" x1="${x1}" y1="${y1}" `
      + `x2="${x2}" y2="${y2}">${this.#stops}</linearGradient>`
  }
}

/** The part of a canvas's 2d context that our pictures draw with. */
class Pen {
  Outline = Outline // see drawing/layers.js
  fillStyle = STATE.fillStyle
  strokeStyle = STATE.strokeStyle
  globalAlpha = STATE.globalAlpha
  lineWidth = STATE.lineWidth
  lineCap = STATE.lineCap
  lineJoin = STATE.lineJoin
  font = STATE.font
  textAlign = STATE.textAlign
  textBaseline = STATE.textBaseline
  imageSmoothingEnabled = STATE.imageSmoothingEnabled
  /** @type {string[]} */
  #out = []
  #path = new Outline()
  #matrix = new DOMMatrix()
  /** @type {number[]} */
  #dash = []
  /** @type {string | null} */
  #group = null // the transform of the group that is open
  #clips = 0 // how many clipping groups are open
  /** @type {{ state: State, matrix: DOMMatrix, dash: number[], clips: number }[]} */
  #saved = []
  /** @type {Map<object, string>} */
  #stamps = new Map() // image -> the name of its definition

  get content() {
    this.#leave()
    return this.#out.join("")
  }

  save() {
    const { fillStyle, strokeStyle, globalAlpha, lineWidth, lineCap, lineJoin, font, textAlign,
      textBaseline, imageSmoothingEnabled } = this
    const state = { fillStyle, strokeStyle, globalAlpha, lineWidth, lineCap, lineJoin, font, textAlign,
      textBaseline, imageSmoothingEnabled }
    this.#saved.push({ state, matrix: this.#matrix, dash: this.#dash, clips: this.#clips })
  }

  restore() {
    const saved = this.#saved.pop()
    if (!saved) return
    const { state, matrix, dash, clips } = saved
    Object.assign(this, state)
    this.#matrix = matrix
    this.#dash = dash
    if (this.#clips > clips) this.#leave()
    while (this.#clips > clips) {
      this.#out.push("</g>")
      this.#clips -= 1
    }
  }

  /** @param {[number, number, number, number, number, number]} numbers */
  setTransform(...numbers) {
    this.#matrix = new DOMMatrix(numbers)
  }

  /** @type {(x: number, y: number) => void} */
  scale(x, y) {
    this.#matrix = this.#matrix.scale(x, y)
  }

  /** @type {(x: number, y: number) => void} */
  translate(x, y) {
    this.#matrix = this.#matrix.translate(x, y)
  }

  /** @param {number} angle */
  rotate(angle) {
    this.#matrix = this.#matrix.rotate((angle / TURN) * 360)
  }

  /** @param {number[]} dash */
  setLineDash(dash) {
    this.#dash = dash
  }

  /** @param {[number, number, number, number]} ends */
  createLinearGradient(...ends) {
    return new Gradient(...ends)
  }

  /** @param {string} text */
  measureText(text) {
    ruler.font = this.font
    return ruler.measureText(text)
  }

  clearRect() {} // a sheet begins empty

  beginPath() {
    this.#path = new Outline()
  }

  /** @param {Parameters<Outline["moveTo"]>} numbers */
  moveTo(...numbers) {
    this.#path.moveTo(...numbers)
  }

  /** @param {Parameters<Outline["lineTo"]>} numbers */
  lineTo(...numbers) {
    this.#path.lineTo(...numbers)
  }

  /** @param {Parameters<Outline["bezierCurveTo"]>} numbers */
  bezierCurveTo(...numbers) {
    this.#path.bezierCurveTo(...numbers)
  }

  /** @param {Parameters<Outline["rect"]>} numbers */
  rect(...numbers) {
    this.#path.rect(...numbers)
  }

  /** @param {Parameters<Outline["arc"]>} numbers */
  arc(...numbers) {
    this.#path.arc(...numbers)
  }

  /** @param {Parameters<Outline["ellipse"]>} numbers */
  ellipse(...numbers) {
    this.#path.ellipse(...numbers)
  }

  closePath() {
    this.#path.closePath()
  }

  fill(path = this.#path) {
    if (path.d) this.#put(`<path d="${path.d}"${this.#paint("fill", this.fillStyle)}/>`)
  }

  stroke(path = this.#path) {
    if (path.d) this.#put(`<path d="${path.d}" fill="none"${this.#line()}/>`)
  }

  /** @param {[number, number, number, number]} box */
  fillRect(...box) {
    this.#put(`<rect${sides(box)}${this.#paint("fill", this.fillStyle)}/>`)
  }

  /** @param {[number, number, number, number]} box */
  strokeRect(...box) {
    this.#put(`<rect${sides(box)} fill="none"${this.#line()}/>`)
  }

  /** @type {(text: string, x: number, y: number, room?: number) => void} */
  fillText(text, x, y, room) {
    this.#write(text, x, y, room, this.#paint("fill", this.fillStyle))
  }

  /** @type {(text: string, x: number, y: number, room?: number) => void} */
  strokeText(text, x, y, room) {
    this.#write(text, x, y, room, ` fill="none"${this.#line()}`)
  }

  clip() {
    const id = `c${++names}`
    this.#leave()
    this.#out.push(`<clipPath id="${id}"><path d="${this.#path.d}"${this.#moved()}/></clipPath>`,
      `<g clip-path="url(#${id})">`)
    this.#clips += 1
  }

  /** @type {(image: HTMLCanvasElement | Sheet, x: number, y: number, width?: number, height?: number) => void} */
  drawImage(image, x, y, width = image.width, height = image.height) {
    if (!image.width || !image.height) return
    const opacity = this.globalAlpha < 1 ? ` opacity="${short(this.globalAlpha)}"` : ""
    if (image instanceof Sheet) {
      const scale = `scale(${short(width / image.width)} ${short(height / image.height)})`
      this.#put(`<g transform="translate(${short(x)} ${short(y)}) ${scale}"${opacity}>`
        + `${image.content}</g>`)
    } else if (howDrawn(image)) {
      const place = `x="${short(x)}" y="${short(y)}"`
      this.#put(`<use href="#${this.#stamp(image)}" ${place}${opacity}/>`)
    } else {
      const sharp = this.imageSmoothingEnabled ? "" : ' style="image-rendering:pixelated"'
      this.#put(`<image${sides([x, y, width, height])} preserveAspectRatio="none"${opacity}${sharp} `
        + `href="${image.toDataURL()}"/>`)
    }
  }

  /**
   * The name of what a stamp has drawn; it is defined when it is first used.
   * @param {HTMLCanvasElement} image
   */
  #stamp(image) {
    const known = this.#stamps.get(image)
    if (known) return known
    const id = `s${++names}`
    const pen = new Pen()
    howDrawn(image)?.(pen)
    this.#put(`<defs><g id="${id}">${pen.content}</g></defs>`)
    this.#stamps.set(image, id)
    return id
  }

  /** @type {(text: string, x: number, y: number, room: number | undefined, look: string) => void} */
  #write(text, x, y, room, look) {
    const [, style, weight, size, family] =
      this.font.match(/^(italic )?(?:(\d+) )?([\d.]+)px (.+)$/) ?? []
    const wide = this.measureText(text).width
    const fitted = room !== undefined && wide > room
      ? ` textLength="${short(room)}" lengthAdjust="spacingAndGlyphs"` : ""
    this.#put(`<text x="${short(x)}" y="${short(y + this.#drop())}" font-size="${short(Number(size))}" `
      + `font-family="${escaped(family)}"${weight ? ` font-weight="${weight}"` : ""}`
      + `${style ? ' font-style="italic"' : ""} text-anchor="${ANCHORS[this.textAlign]}"`
      + `${fitted}${look}>${escaped(text)}</text>`)
  }

  /** How far below its place a text's letters stand; not every program knows SVG's own names. */
  #drop() {
    ruler.font = this.font
    /** @param {CanvasTextBaseline} baseline */
    const above = (baseline) => {
      ruler.textBaseline = baseline
      return ruler.measureText("").fontBoundingBoxAscent
    }
    return above("alphabetic") - above(this.textBaseline)
  }

  /** @type {(part: "fill" | "stroke", style: string | Gradient) => string} */
  #paint(part, style) {
    if (style instanceof Gradient) this.#put(style.element)
    const [colour, opacity] = style instanceof Gradient ? [`url(#${style.id})`, 1] : ink(style)
    const seen = short(opacity * this.globalAlpha)
    return ` ${part}="${colour}"${seen < 1 ? ` ${part}-opacity="${seen}"` : ""}`
  }

  #line() {
    const { lineWidth, lineCap, lineJoin } = this
    const dash = this.#dash.length ? ` stroke-dasharray="${this.#dash.map(short).join(" ")}"` : ""
    return `${this.#paint("stroke", this.strokeStyle)} stroke-width="${short(lineWidth)}"`
      + `${lineCap === "butt" ? "" : ` stroke-linecap="${lineCap}"`}`
      + `${lineJoin === "miter" ? "" : ` stroke-linejoin="${lineJoin}"`}${dash}`
  }

  /**
   * Add an element to the group that is moved as the pen is now.
   * @param {string} element
   */
  #put(element) {
    const moved = this.#moved()
    if (moved !== this.#group) {
      this.#leave()
      this.#out.push(`<g${moved}>`)
      this.#group = moved
    }
    this.#out.push(element)
  }

  #leave() {
    if (this.#group !== null) this.#out.push("</g>")
    this.#group = null
  }

  #moved() {
    const { a, b, c, d, e, f } = this.#matrix
    return this.#matrix.isIdentity ? "" : ` transform="matrix(${[a, b, c, d, e, f].map(short).join(" ")})"`
  }
}

/** @param {number} value */
const short = (value) => Number(value.toFixed(3))

/** @param {[number, number, number, number]} box */
const sides = ([x, y, width, height]) =>
  ` x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"`

/** @type {Map<string, [colour: string, opacity: number]>} */
const inks = new Map()

/**
 * A CSS colour as every program reads it, and its opacity.
 * @type {(css: string) => [colour: string, opacity: number]}
 */
function ink(css) {
  const known = inks.get(css)
  if (known) return known
  const [red, green, blue, opacity] = rgb(css)
  const hex = [red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("")
  /** @type {[string, number]} */
  const found = [`#${hex}`, short(opacity / 255)]
  inks.set(css, found)
  return found
}

/** @type {Record<string, string>} */
const NAMES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }

/** @param {string} text */
export const escaped = (text) => text.replace(/[&<>"]/g, (letter) => NAMES[letter])
