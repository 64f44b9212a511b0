// One matrix as lines: words on both sides, each a button; the stronger a link, the bolder its line.

import { element, sized } from "../component/dom.js"
import { told } from "./weights.js"
import { explained, visible } from "./text.js"

const LEAST = 0.0005 // smaller weights are not written
const FAINT = 0.02 // weaker links are not drawn among all others
const SIDES = ["sources", "targets"]
const FINGER = 44 // CSS pixels of a word that is touched
const touched = matchMedia("(pointer: coarse)")

export class Lines {
  canvas = element("canvas", { "aria-hidden": "true" })
  element = element("div", { class: "lines" })
  #lists = {}
  #signature = ""

  /** `point({ source, target } or null)`, `lock(side, place)`. */
  constructor({ point, lock }) {
    Object.assign(this, { point, lock })
    for (const side of SIDES) {
      this.#lists[side] = element("div", { class: `words ${side}`, role: "group" })
      this.#lists[side].addEventListener("keydown", (event) => this.#key(event, side))
    }
    this.element.append(this.#lists.sources, this.canvas, this.#lists.targets)
    this.element.addEventListener("pointerleave", () => point(null))
  }

  #key(event, side) {
    const step = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: 0, ArrowRight: 0 }[event.key]
    if (step === undefined) return
    const other = event.key === "ArrowLeft" ? "sources" : event.key === "ArrowRight" ? "targets" : side
    const place = [...this.#lists[side].children].indexOf(event.target)
    const buttons = this.#lists[other].children
    const next = buttons[Math.min(Math.max(place + step, 0), buttons.length - 1)]
    for (const button of buttons) button.tabIndex = button === next ? 0 : -1
    next.focus()
    event.preventDefault()
    event.stopPropagation()
  }

  update(header) {
    const signature = JSON.stringify([header.sources, header.targets, header.origins, header.breaks])
    if (signature === this.#signature) return
    this.#signature = signature
    this.#lists.sources.setAttribute("aria-label", `Words that ${header.relation[0].replace(/s\b/, "")}`)
    this.#lists.targets.setAttribute("aria-label", "Words on the other side")
    for (const side of SIDES) {
      this.#lists[side].replaceChildren(...header[side].map((word, place) => {
        const spot = side === "sources" ? { source: place, target: null } : { source: null, target: place }
        const text = element("bdi", {})
        text.textContent = visible(word)
        const button = element("button", {
          type: "button", class: header.breaks.includes(place) ? "word begins" : "word",
          tabindex: place ? -1 : 0, title: explained(header, side, place, word),
        }, text, element("output", {}))
        button.addEventListener("pointerenter", () => this.point(spot))
        button.addEventListener("focus", () => this.point(spot))
        button.addEventListener("blur", () => this.point(null))
        button.addEventListener("click", () => this.lock(side, place))
        return button
      }))
    }
  }

  draw({ header, weights, matrix, pointed, locks, theme, height }) {
    const longest = Math.max(header.sources.length, header.targets.length)
    const line = touched.matches ? FINGER
      : Math.min(Math.max(height / longest, 0.85 * theme.size), 2.75 * theme.size)
    this.element.style.setProperty("--line", `${line}px`)
    const from = pointed?.target === null ? pointed.source : null
    const to = pointed?.source === null ? pointed.target : null
    const shown = (i, j) => {
      if (from !== null || to !== null) return i === from || j === to
      if (pointed) return i === pointed.source && j === pointed.target
      return (!locks.sources.size || locks.sources.has(i))
        && (!locks.targets.size || locks.targets.has(j))
    }
    this.#mark(weights, matrix, { from, to, pointed, locks })
    const width = this.canvas.clientWidth
    if (!width) return
    const tall = longest * line
    this.canvas.style.height = `${tall}px`
    const context = sized(this.canvas, width, tall)
    context.strokeStyle = theme.categorical[1]
    const few = from !== null || to !== null || pointed || locks.sources.size || locks.targets.size
    for (let i = 0; i < header.sources.length; i++) {
      for (let j = 0; j < header.targets.length; j++) {
        const weight = weights.at(matrix, i, j)
        if (!(weight > (few ? 0.002 : FAINT)) || !shown(i, j)) continue
        const [y0, y1] = [(i + 0.5) * line, (j + 0.5) * line]
        context.globalAlpha = Math.min(1, few ? 0.12 + 0.9 * weight ** 0.7 : weight ** 0.8)
        context.lineWidth = 0.6 + 3.2 * weight * theme.unit
        context.beginPath()
        context.moveTo(0, y0)
        context.bezierCurveTo(width * 0.4, y0, width * 0.6, y1, width, y1)
        context.stroke()
      }
    }
    context.globalAlpha = 1
  }

  /** How much each word on the other side gets, in its colour and as a number. */
  #mark(weights, matrix, { from, to, pointed, locks }) {
    const one = (set) => (set.size === 1 ? [...set][0] : null)
    const source = from ?? (pointed ? null : one(locks.sources))
    const target = to ?? (pointed || source !== null ? null : one(locks.targets))
    for (const side of SIDES) {
      ;[...this.#lists[side].children].forEach((button, place) => {
        let weight = NaN
        if (side === "targets" && source !== null) weight = weights.at(matrix, source, place)
        if (side === "sources" && target !== null) weight = weights.at(matrix, place, target)
        if (pointed && from === null && to === null && side === "targets" && place === pointed.target) {
          weight = weights.at(matrix, pointed.source, place)
        }
        const number = weight >= LEAST ? told(weight) : ""
        if (button.lastChild.textContent !== number) button.lastChild.textContent = number
        button.style.setProperty("--share", `${Number.isNaN(weight) ? 0 : 45 * weight ** 0.6}%`)
        button.setAttribute("aria-pressed", locks[side].has(place))
        const own = side === "sources" ? pointed?.source : pointed?.target
        button.classList.toggle("pointed", own === place)
      })
    }
  }
}
