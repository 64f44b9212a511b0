// The strip under the picture: curves over time, and its slider.

import { density, element, sized } from "../../component/dom.js"
import { axis } from "./axis.js"
import { counting, reading } from "./written.js"
import { lettering } from "../plane/lettering.js"
import { placed, setting } from "./told.js"

/** @import { Paper, Surface } from "../../component/paper.js" */
/** @import { Theme } from "../../component/look.js" */
/** @import { Curve } from "../wire/header.js" */
/** @import { Drawn } from "./axis.js" */
/** @import { Setting } from "./told.js" */

const SIDE = 12 // room for the knob at both ends, CSS pixels
const WORD = 0.85 // of a curve's name and value, as part of the text's size
const END = 0.78 // of a number at the end of its axis
const END_ROOM = SIDE + 9 // right of it: there the knob and the dots stand at the end

/** @typedef {{ low: number, high: number, top: number, bottom: number, y(value: number): number }} Plot */
/**
 * What is asked of the time whose strip it is.
 * @typedef {{ frame: number, count: number, words(): string,
 *   seek(frame: number, how: { scrubbing: boolean }): void }} Clock
 */

export class Strip {
  canvas = element("canvas", { "aria-hidden": "true" })
  element = element("div", {
    class: "strip", role: "slider", tabindex: "0", "aria-label": "Time", "aria-valuemin": "0",
  }, this.canvas)
  /** @type {Drawn[]} */
  curves = []
  #still = document.createElement("canvas") // all that does not move with the frame
  #drawn = "" // what #still was drawn for
  #version = 0
  total = 0 // frames of the whole
  axis = axis([])

  /** @param {Clock} timeline */
  constructor(timeline) {
    this.timeline = timeline
    /** @type {(event: PointerEvent, scrubbing: boolean) => void} */
    const scrub = (event, scrubbing) => {
      const x = event.clientX - this.element.getBoundingClientRect().left
      timeline.seek(this.#frameAt(x), { scrubbing })
    }
    this.element.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return
      this.element.setPointerCapture(event.pointerId)
      scrub(event, true)
    })
    this.element.addEventListener("pointermove", (event) => {
      if (this.element.hasPointerCapture(event.pointerId)) scrub(event, true)
    })
    this.element.addEventListener("pointerup", (event) => {
      if (this.element.hasPointerCapture(event.pointerId)) scrub(event, false)
    })
  }

  /** @type {(header: { curves: Curve[] }, total: number) => void} */
  update(header, total) {
    this.total = total
    this.curves = header.curves.map((curve) => {
      const numbers = Float64Array.from(curve.values.frames, (frame) => frame.data[0])
      return { ...curve, numbers, counts: counting([...numbers, curve.floor ?? NaN]) }
    })
    this.axis = axis(this.curves)
    this.element.classList.toggle("curves", this.curves.length > 0)
    this.#version += 1
  }

  /** The curves' numbers at the present frame, in words. */
  readings() {
    return this.curves.map(({ name, numbers, counts }) =>
      `${name} ${reading(numbers[this.timeline.frame], counts)}`)
  }

  /** @param {number} x */
  #frameAt(x) {
    const width = this.element.clientWidth - 2 * SIDE
    return Math.round(((x - SIDE) / width) * Math.max(this.total - 1, 1))
  }

  /** @type {(frame: number, width: number) => number} */
  #x(frame, width) {
    return SIDE + (frame / Math.max(this.total - 1, 1)) * (width - 2 * SIDE)
  }

  /** @param {Theme} theme */
  draw(theme) {
    const { frame, count } = this.timeline
    const [width, height] = [this.element.clientWidth, this.element.clientHeight]
    if (!width || !height) return
    this.element.setAttribute("aria-valuemax", `${Math.max(count - 1, 0)}`)
    this.element.setAttribute("aria-valuenow", `${frame}`)
    this.element.setAttribute("aria-valuetext", this.timeline.words())
    const key = [this.#version, width, height, density(), theme.key].join()
    if (key !== this.#drawn) this.#drawStill(this.#still, theme, width, height)
    this.#drawn = key
    this.#drawAll(this.canvas, this.#still, theme, width, height)
  }

  /**
   * The strip as it looks now, at another width, on two sheets that `sheet()` makes.
   * @template {Surface} Sheet
   * @param {Theme} theme
   * @param {number} width
   * @param {() => Sheet} sheet
   * @returns {Sheet}
   */
  picture(theme, width, sheet) {
    const [canvas, still] = [sheet(), sheet()]
    const height = this.element.clientHeight
    this.#drawStill(still, theme, width, height)
    this.#drawAll(canvas, still, theme, width, height)
    return canvas
  }

  /** @type {(canvas: Surface, still: Surface, theme: Theme, width: number, height: number) => void} */
  #drawAll(canvas, still, theme, width, height) {
    const context = sized(canvas, width, height)
    context.drawImage(still, 0, 0, width, height)
    const x = this.#x(this.timeline.frame, width)
    if (this.curves.length) this.#drawCursor(context, theme, x, width, height)
    else this.#drawTrack(context, theme, x, width, height)
  }

  /** @type {(context: Paper, theme: Theme, x: number, width: number, height: number) => void} */
  #drawTrack(context, theme, x, width, height) {
    const y = height / 2
    context.lineCap = "round"
    context.lineWidth = 5 * theme.unit
    const lines = /** @type {[string, number][]} */ (
      [[theme.secondary, width - SIDE], [theme.border, this.#x(this.timeline.count - 1, width)],
        [theme.primary, x]])
    for (const [colour, end] of lines) {
      context.strokeStyle = colour
      context.beginPath()
      context.moveTo(SIDE, y)
      context.lineTo(end, y)
      context.stroke()
    }
    disc(context, theme, theme.primary, x, y, 8, 2.5)
  }

  /** @type {(context: Paper, theme: Theme, x: number, width: number, height: number) => void} */
  #drawCursor(context, theme, x, width, height) {
    const said = this.#setting(theme, width, height)
    const { top, bottom, y } = this.#scale(said, height)
    context.globalAlpha = 0.1
    context.fillStyle = theme.primary
    context.fillRect(SIDE, top, x - SIDE, bottom - top)
    context.globalAlpha = 1
    context.fillStyle = theme.primary
    context.fillRect(x - theme.unit, top, 2 * theme.unit, bottom - top)
    context.font = `600 ${said.word}px ${theme.font}`
    context.textBaseline = "middle"
    const texts = this.readings()
    const widths = texts.map((text) => Math.max(context.measureText(text).width, 6 * said.word))
    placed(widths, said, width - 2 * SIDE).forEach(({ left, text, middle, squeeze, wide }, n) => {
      const value = this.curves[n].numbers[this.timeline.frame]
      const colour = theme.categorical[this.curves[n].color]
      if (this.axis.drawn(value)) disc(context, theme, colour, x, Math.min(Math.max(y(value), top), bottom), 5, 2)
      context.fillStyle = colour
      context.fillRect(SIDE + left, middle - 1.5, 16 * squeeze, 3)
      context.fillStyle = theme.text
      context.fillText(texts[n], SIDE + text, middle, wide)
    })
    disc(context, theme, theme.primary, x, bottom, 8, 2.5)
  }

  /** @type {(canvas: Surface, theme: Theme, width: number, height: number) => void} */
  #drawStill(canvas, theme, width, height) {
    const context = sized(canvas, width, height)
    if (!this.curves.length) return
    const { top, bottom, low, high, y } = this.#scale(this.#setting(theme, width, height), height)
    context.fillStyle = theme.secondary
    context.fillRect(SIDE, top, width - 2 * SIDE, bottom - top)
    context.save()
    context.beginPath()
    context.rect(SIDE, top, width - 2 * SIDE, bottom - top)
    context.clip()
    context.lineJoin = "round"
    for (const curve of this.curves) {
      context.strokeStyle = theme.categorical[curve.color]
      context.lineWidth = 2 * theme.unit
      context.setLineDash([])
      context.beginPath()
      let down = false
      curve.numbers.forEach((value, frame) => {
        const drawn = this.axis.drawn(value)
        if (drawn) context[down ? "lineTo" : "moveTo"](this.#x(frame, width), y(value))
        down = drawn
      })
      context.stroke()
      if (curve.floor === null) continue
      context.strokeStyle = theme.text
      context.lineWidth = 1.5
      context.setLineDash([6, 4])
      context.beginPath()
      context.moveTo(SIDE, y(curve.floor))
      context.lineTo(width - SIDE, y(curve.floor))
      context.stroke()
    }
    context.restore()
    this.#drawWords(context, theme, width, { top, bottom, low, high, y })
  }

  /** @type {(context: Paper, theme: Theme, width: number, plot: Plot) => void} */
  #drawWords(context, theme, width, { top, bottom, low, high, y }) {
    const size = lettering(theme.size, END)
    context.font = `${size}px ${theme.font}`
    context.textAlign = "right"
    context.textBaseline = "top"
    context.lineWidth = 0.5 * theme.size // no curve runs through a number
    context.lineJoin = "round"
    context.strokeStyle = theme.secondary
    context.fillStyle = theme.text
    /** @type {{ text: string, at: number, left: number }[]} */
    const taken = []
    /** @type {(text: string, at: number) => void} */
    const write = (text, at) => {
      if (taken.some((other) => other.text === text && other.at === at)) return // curves share a floor
      const beside = taken.filter((other) => Math.abs(other.at - at) < size).map(({ left }) => left - size)
      const right = Math.min(width - END_ROOM * theme.unit, ...beside)
      taken.push({ text, at, left: right - context.measureText(text).width })
      context.strokeText(text, right, at)
      context.fillText(text, right, at)
    }
    // A floor stands over its line, or under it at the top; the ends of the axis leave room for it.
    for (const { floor, floor_name: name, counts } of this.curves) {
      if (floor === null) continue
      const above = y(floor) - 2 - size
      write(`${name} ${reading(floor, counts)}`.trim(), above > top ? above : y(floor) + 2)
    }
    const free = (/** @type {number} */ at) => taken.every((other) => Math.abs(other.at - at) >= size)
    const floored = taken.length > 0
    const counts = this.curves.every((curve) => curve.counts)
    if (free(top + 2)) write(reading(high, counts), top + 2)
    if (!floored && free(bottom - 2 - size)) write(reading(low, counts), bottom - 2 - size)
  }

  /** @type {(theme: Theme, width: number, height: number) => Setting} */
  #setting(theme, width, height) {
    const names = this.curves.map(({ name }) => name)
    return setting(names, lettering(theme.size, WORD), width - 2 * SIDE, height)
  }

  /**
   * Where the plot lies, and the height of a value in it.
   * @type {(said: Setting, height: number) => Plot}
   */
  #scale(said, height) {
    const { low, high, log } = this.axis
    const to = (/** @type {number} */ value) => (log ? Math.log(value) : value)
    const margin = 0.08 * (to(high) - to(low)) || 0.5
    const [from, span] = [to(low) - margin, to(high) - to(low) + 2 * margin]
    const top = said.high
    const bottom = height - 9
    /** @param {number} value */
    const y = (value) => {
      const way = (to(value) - from) / span
      return bottom - way * (bottom - top)
    }
    return { low, high, top, bottom, y }
  }
}

/** @type {(context: Paper, theme: Theme, colour: string, x: number, y: number, radius: number, rim: number) => void} */
function disc(context, theme, colour, x, y, radius, rim) {
  context.beginPath()
  context.arc(x, y, radius * theme.unit, 0, 7)
  context.fillStyle = colour
  context.fill()
  context.lineWidth = rim
  context.strokeStyle = theme.background
  context.stroke()
}
