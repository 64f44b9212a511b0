// The legend: its words are the switches of the layers. It is one line; words without room there
// stand in a menu.

import { density, element, sized } from "../../component/dom.js"
import { isScaled } from "../plane/scale.js"
import { fitting } from "./fitting.js"

/** @import { Paper } from "../../component/paper.js" */
/** @import { Theme } from "../../component/look.js" */
/** @import { Layer, Point, Scale, SceneHeader } from "../wire/header.js" */

export const SWATCH = { width: 26, height: 16 } // at 16 CSS pixels of text

export class Legend {
  #line = element("div", { class: "legend", role: "group", "aria-label": "Layers" })
  #rest = element("div", {
    class: "rest", id: "rest", popover: "auto", role: "group", "aria-label": "More layers",
  })
  #more = element("button", { type: "button", class: "more", popovertarget: "rest", hidden: true })
  element = element("div", { class: "layers" }, this.#line, this.#more, this.#rest)
  /** @type {HTMLCanvasElement[]} */
  #swatches = []
  /** @type {HTMLButtonElement[]} */
  #words = []
  #fitted = ""
  /** @type {Set<string>} */
  switched = new Set() // names of the layers that are not as the page would show them
  #serial = 0 // counts presses, so that a late answer cannot undo a later one
  #signature = ""
  #drawn = ""

  /**
   * `changed()` is called when a word was pressed, then `told({ names, serial })`.
   * @param {() => void} changed
   * @param {(switched: { names: string[], serial: number }) => void} told
   */
  constructor(changed, told) {
    this.changed = changed
    this.told = told
    this.#rest.addEventListener("beforetoggle", () => {
      const { left, bottom } = this.#more.getBoundingClientRect()
      Object.assign(this.#rest.style, { left: `${left}px`, top: `${bottom}px` })
    })
  }

  /** @param {Layer} layer */
  shows(layer) {
    return layer.visible !== this.switched.has(layer.name)
  }

  /**
   * Take in what is switched, as a link or another picture of the page says it, unless the
   * person has switched again since.
   * @param {SceneHeader["switched"]} switched
   */
  take({ names, echo }) {
    this.#drawn = "" // another header may tell another form
    this.#serial = Math.max(this.#serial, echo)
    if (echo === this.#serial) this.switched = new Set(names)
  }

  /** @type {(all: Layer[], theme: Theme) => void} */
  update(all, theme) {
    const layers = named(all)
    const signature = JSON.stringify(layers.map(({ name, kind, color }) => [name, kind, color]))
    if (signature !== this.#signature) this.#build(layers)
    this.#signature = signature
    const shown = layers.map((layer) => this.shows(layer))
    this.#fit(theme)
    const drawn = [signature, theme.key, density(), ...shown].join()
    if (drawn === this.#drawn) return
    this.#drawn = drawn
    layers.forEach((layer, i) => {
      const word = this.#words[i]
      word.setAttribute("aria-pressed", `${this.shows(layer)}`)
      const { unit } = theme
      const context = sized(this.#swatches[i], SWATCH.width * unit, SWATCH.height * unit)
      context.scale(unit, unit)
      drawSwatch(context, layer, theme)
    })
  }

  /**
   * Leave as many words in the line as have room there.
   * @param {Theme} theme
   */
  #fit(theme) {
    const room = this.element.clientWidth
    const fitted = [this.#signature, theme.key, room].join()
    if (fitted === this.#fitted) return
    this.#fitted = fitted
    this.#line.replaceChildren(...this.#words)
    this.#more.hidden = false
    this.#more.textContent = `+${this.#words.length}`
    const widths = this.#words.map((word) => word.offsetWidth)
    const count = fitting(widths, room, this.#more.offsetWidth)
    const left = this.#words.slice(count)
    this.#more.hidden = !left.length
    this.#more.textContent = count ? `+${left.length}` : "Layers"
    this.#more.setAttribute("aria-label", count ? `+${left.length} layers` : "Layers")
    this.#rest.replaceChildren(...left)
    if (!left.length) this.#rest.hidePopover()
  }

  /** @param {Layer[]} layers */
  #build(layers) {
    this.#fitted = ""
    this.#swatches = layers.map(() => element("canvas", { class: "swatch", "aria-hidden": "true" }))
    this.#words = layers.map((layer, i) => {
      const word = element("button", { type: "button" }, this.#swatches[i], element("span", {}, layer.name))
      word.addEventListener("click", () => {
        if (!this.switched.delete(layer.name)) this.switched.add(layer.name)
        this.changed()
        this.told({ names: [...this.switched], serial: ++this.#serial })
      })
      return word
    })
  }
}

/**
 * The first layer of each name: in panels, one word switches all its namesakes.
 * @param {Layer[]} layers
 */
export function named(layers) {
  return layers.filter(({ name }, i) => layers.findIndex((one) => one.name === name) === i)
}

/**
 * A small picture of a layer, from (0, 0) on, told by its form as well as by its colour.
 * @type {(context: Paper, layer: Layer, theme: Theme) => void}
 */
export function drawSwatch(context, layer, theme) {
  const { width, height } = SWATCH
  const middle = height / 2
  const colour = theme.categorical[layer.color ?? -1] ?? theme.text
  context.fillStyle = context.strokeStyle = colour
  context.lineWidth = 2
  context.textAlign = "center"
  context.textBaseline = "middle"
  context.beginPath()
  /** @param {...Point} points */
  const stroke = (...points) => {
    points.forEach(([x, y], i) => (i ? context.lineTo(x, y) : context.moveTo(x, y)))
  }
  /** @param {Scale} scale */
  const ramp = (scale) => {
    const gradient = context.createLinearGradient(0, 0, width, 0)
    for (let i = 0; i <= 8; i++) gradient.addColorStop(i / 8, theme[scale].css[Math.round(i * 31.8)])
    return gradient
  }
  switch (layer.kind) {
    case "field":
      context.fillStyle = ramp(layer.scale)
      context.strokeStyle = theme.border
      context.lineWidth = 1
      context.rect(0.5, 1.5, width - 1, height - 3)
      context.fill()
      break
    case "points":
      if (isScaled(layer)) context.fillStyle = ramp(layer.scale)
      for (const [x, y] of [[6, 5], [13, 11], [20, 6]]) {
        context.moveTo(x + 3, y)
        context.arc(x, y, 3, 0, 7)
      }
      context.fill()
      return
    case "mesh":
      context.lineWidth = 1.5
      for (const x of [3, 13, 23]) stroke([x, 1], [x, height - 1])
      for (const y of [2, 8, 14]) stroke([2, y], [width - 2, y])
      break
    case "polygons":
      stroke([3, 12], [9, 2], [22, 4], [19, 14])
      context.closePath()
      if (isScaled(layer)) {
        context.fillStyle = ramp(layer.scale)
        context.fill()
      }
      break
    case "paths":
      context.lineWidth = Math.max(layer.width, 2)
      context.setLineDash(layer.dashed ? [6, 4] : [])
      stroke([1, middle], [width - 1, middle])
      break
    case "arrows":
      stroke([1, middle], [width - 6, middle])
      context.stroke()
      context.beginPath()
      stroke([width - 1, middle], [width - 9, middle - 5], [width - 9, middle + 5])
      context.fill()
      return
    case "labels":
    case "letters":
      context.font = `600 13px ${theme.font}`
      context.fillText("Aa", width / 2, middle)
      return
    case "glyphs":
      context.font = `700 13px ${theme.font}`
      layer.texts.slice(0, 2).forEach((text, i) => {
        context.fillStyle = theme.classes[layer.classes[i] % theme.classes.length]
        context.fillText(text, 7 + 12 * i, middle)
      })
      return
    case "ellipses":
      context.lineWidth = 1.5
      context.ellipse(width / 2, middle, 11, 6, 0, 0, 7)
      context.globalAlpha = 0.25
      context.fill()
      context.globalAlpha = 1
      break
    case "handles":
      context.lineWidth = 3
      context.arc(width / 2, middle, 5.5, 0, 7)
      break
    default: // a drawing
      context.moveTo(2, 12)
      context.bezierCurveTo(9, -6, 15, 22, width - 2, 4)
  }
  context.stroke()
  context.setLineDash([])
}
