// One matrix large: a cell for each link, with its value under the pointer.

import { element, sized } from "../component/dom.js"
import { colours, told } from "./weights.js"
import { cut, explained } from "./text.js"

const SMALLEST = 9 // CSS pixels of a word that can still be read

export class Heat {
  canvas = element("canvas", { class: "heat", role: "img", tabindex: "0" })
  #box = null

  /** `point({ source, target } or null)`, `lock(side, place)`. */
  constructor({ point, lock, say }) {
    Object.assign(this, { point, lock, say })
    const { canvas } = this
    canvas.addEventListener("pointermove", (event) => point(this.#under(event)))
    canvas.addEventListener("pointerleave", () => point(null))
    canvas.addEventListener("click", (event) => this.#click(this.#under(event)))
    canvas.addEventListener("blur", () => point(null))
    canvas.addEventListener("keydown", (event) => this.#key(event))
  }

  #under(event) {
    if (!this.#box) return null
    const { left, top, width, height, sources, targets } = this.#box
    const frame = this.canvas.getBoundingClientRect()
    const x = Math.floor(((event.clientX - frame.left - left) / width) * targets)
    const y = Math.floor(((event.clientY - frame.top - top) / height) * sources)
    const source = y >= 0 && y < sources ? y : null
    const target = x >= 0 && x < targets ? x : null
    return source === null && target === null ? null : { source, target }
  }

  /** A cell locks its source; a word beside the matrix locks itself. */
  #click(place) {
    if (!place) return
    if (place.source !== null) this.lock("sources", place.source)
    else this.lock("targets", place.target)
  }

  #key(event) {
    const step = {
      ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0],
    }[event.key]
    if (event.ctrlKey || event.metaKey || event.altKey || !this.#box) return
    const { sources, targets } = this.#box
    const { source, target } = this.pointed ?? {}
    if (step) {
      const within = (place, by, count) =>
        (place ?? null) === null ? 0 : Math.min(Math.max(place + by, 0), count - 1)
      const next = { source: within(source, step[0], sources), target: within(target, step[1], targets) }
      this.pointed = next // the next key may come before the next picture
      this.point(next)
      this.say(next)
    } else if (event.key === "Enter" || event.key === " ") {
      this.#click(this.pointed)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  draw({ header, weights, matrix, pointed, locks, theme, height }) {
    this.pointed = pointed
    const { sources, targets } = header
    const room = this.canvas.parentElement.clientWidth
    const em = theme.size
    const pen = this.canvas.getContext("2d")
    const rough = Math.min((room - 3 * em) / targets.length, height / sources.length)
    this.size = Math.min(0.85 * em, Math.max(rough * 0.95, SMALLEST))
    pen.font = `${this.size}px ${theme.font}`
    const longest = (words) => Math.min(Math.max(...words.map((w) => pen.measureText(w).width)), 6.5 * em)
    const left = longest(sources) + 0.6 * em
    const top = longest(targets) * 0.82 + 1.1 * em
    const right = Math.max(0.8 * em, 0.55 * (longest(targets.slice(-2)) - 1.2 * em))
    const cell = Math.min((room - left - right) / targets.length,
      (height - top) / sources.length, 3.2 * em)
    if (!(cell > 0)) return
    this.size = Math.max(Math.min(this.size, 0.95 * cell), SMALLEST) // words never overlap
    const [width, tall] = [cell * targets.length, cell * sources.length]
    this.#box = { left, top, width, height: tall, sources: sources.length, targets: targets.length }
    this.canvas.style.height = `${top + tall + 2}px`
    const context = sized(this.canvas, room, top + tall + 2)
    const scale = colours(theme)
    context.imageSmoothingEnabled = false
    context.drawImage(weights.image(matrix, scale.words), left, top, width, tall)
    this.#dim(context, cell, locks, theme)
    this.#grid(context, cell, header, theme)
    this.#words(context, cell, header, pointed, locks, theme)
    if (cell > 2.3 * em) this.#numbers(context, cell, weights, matrix, theme)
    if (pointed) this.#cross(context, cell, pointed, theme)
  }

  /** What is not locked steps back while something is. */
  #dim(context, cell, locks, theme) {
    const { left, top, width, height, sources, targets } = this.#box
    context.fillStyle = theme.background
    context.globalAlpha = 0.78
    if (locks.sources.size) {
      for (let i = 0; i < sources; i++) {
        if (!locks.sources.has(i)) context.fillRect(left, top + i * cell, width, cell)
      }
    }
    if (locks.targets.size) {
      for (let j = 0; j < targets; j++) {
        if (!locks.targets.has(j)) context.fillRect(left + j * cell, top, cell, height)
      }
    }
    context.globalAlpha = 1
  }

  #grid(context, cell, { breaks }, theme) {
    const { left, top, width, height, sources, targets } = this.#box
    context.strokeStyle = theme.border
    context.lineWidth = 1
    context.strokeRect(left - 0.5, top - 0.5, width + 1, height + 1)
    context.beginPath()
    if (cell > 12) {
      for (let i = 1; i < sources; i++) line(context, left, top + i * cell, left + width, top + i * cell)
      for (let j = 1; j < targets; j++) line(context, left + j * cell, top, left + j * cell, top + height)
    }
    context.globalAlpha = 0.5
    context.stroke()
    context.globalAlpha = 1
    context.beginPath()
    context.lineWidth = 2
    context.strokeStyle = theme.text
    for (const place of breaks) {
      line(context, left, top + place * cell, left + width, top + place * cell)
      line(context, left + place * cell, top, left + place * cell, top + height)
    }
    context.globalAlpha = 0.55
    context.stroke()
    context.globalAlpha = 1
  }

  #words(context, cell, { sources, targets }, pointed, locks, theme) {
    const { left, top } = this.#box
    const em = theme.size
    const every = Math.ceil(SMALLEST / cell) // where cells are tiny, some words give way
    const seen = (i, side) => i % every === 0 || locks[side].has(i)
    const write = (word, i, side, colour, on) => {
      const strong = on || locks[side].has(i)
      context.font = `${strong ? 700 : 400} ${this.size}px ${theme.font}`
      context.fillStyle = strong ? colour : theme.text
      context.fillText(cut(word, context, 6.5 * em), 0, 0)
    }
    const [query, key] = [theme.categorical[5], theme.categorical[6]]
    context.textBaseline = "middle"
    context.textAlign = "right"
    sources.forEach((word, i) => {
      if (!seen(i, "sources") && pointed?.source !== i) return
      context.save()
      context.translate(left - 0.4 * em, top + (i + 0.5) * cell)
      write(word, i, "sources", query, pointed?.source === i)
      context.restore()
    })
    context.font = `700 ${this.size}px ${theme.font}`
    const upright = targets.every((word) => context.measureText(word).width < 0.95 * cell)
    context.textAlign = upright ? "center" : "left"
    targets.forEach((word, j) => {
      if (!seen(j, "targets") && pointed?.target !== j) return
      context.save()
      context.translate(left + (j + 0.5) * cell, top - (upright ? 0.7 : 0.4) * em)
      if (!upright) context.rotate(-Math.PI / 3.2)
      write(word, j, "targets", key, pointed?.target === j)
      context.restore()
    })
  }

  #numbers(context, cell, weights, matrix, theme) {
    const { left, top, sources, targets } = this.#box
    context.textAlign = "center"
    context.textBaseline = "middle"
    context.font = `${Math.min(0.34 * cell, 0.85 * theme.size)}px ${theme.font}`
    for (let i = 0; i < sources; i++) {
      for (let j = 0; j < targets; j++) {
        const weight = weights.at(matrix, i, j)
        if (Number.isNaN(weight)) continue
        context.fillStyle = weight > 0.35 ? theme.background : theme.text
        context.fillText(weight.toFixed(2), left + (j + 0.5) * cell, top + (i + 0.5) * cell)
      }
    }
  }

  #cross(context, cell, { source, target }, theme) {
    const { left, top, width, height } = this.#box
    context.lineWidth = 2
    if (source !== null) {
      context.strokeStyle = theme.categorical[5]
      context.strokeRect(left, top + source * cell, width, cell)
    }
    if (target !== null) {
      context.strokeStyle = theme.categorical[6]
      context.strokeRect(left + target * cell, top, cell, height)
    }
  }

  /** A sentence about one cell. */
  static sentence({ header, weights, matrix }, { source, target }) {
    const [noun] = header.relation
    const word = (side, place) => explained(header, side, place, header[side][place])
    return `${word("sources", source)} ${noun} ${word("targets", target)}: `
      + told(weights.at(matrix, source, target))
  }
}

function line(context, x0, y0, x1, y1) {
  context.moveTo(x0, y0)
  context.lineTo(x1, y1)
}
