// One matrix as lines: words on both sides, each a button; the stronger a link, the bolder its line.

import { element, sized } from "../../component/dom.js"
import { explained, visible } from "../text.js"
import { told } from "../weights.js"
import { alone, drawStrokes, writeWords } from "./strokes.js"

/** @import { Surface } from "../../component/paper.js" */
/** @import { LinksHeader, Side } from "../../scene/wire/header.js" */
/** @import { Acts, Drawn } from "./drawn.js" */

const LEAST = 0.0005 // smaller weights are not written
const SIDES = /** @type {Side[]} */ (["sources", "targets"])
const FINGER = 44 // CSS pixels of a word that is touched
const BESIDE = 7 // units of the text that words have beside the lines, where they are drawn
const touched = matchMedia("(pointer: coarse)")

/** @typedef {{ button: HTMLButtonElement, number: HTMLElement }} Word */

export class Lines {
  canvas = element("canvas", { "aria-hidden": "true" })
  element = element("div", { class: "lines" })
  #lists = {
    sources: element("div", { class: "words sources", role: "group" }),
    targets: element("div", { class: "words targets", role: "group" }),
  }
  /** @type {Record<Side, Word[]>} */
  #words = { sources: [], targets: [] }
  #signature = ""
  #line = 0 // CSS pixels from word to word

  /** @param {Acts} acts */
  constructor(acts) {
    this.acts = acts
    for (const side of SIDES) {
      this.#lists[side].addEventListener("keydown", (event) => this.#key(event, side))
    }
    this.element.append(this.#lists.sources, this.canvas, this.#lists.targets)
    this.element.addEventListener("pointerleave", () => acts.point(null))
  }

  /** @type {(event: KeyboardEvent, side: Side) => void} */
  #key(event, side) {
    const step = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: 0, ArrowRight: 0 }[event.key]
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    const other = event.key === "ArrowLeft" ? "sources" : event.key === "ArrowRight" ? "targets" : side
    const place = this.#words[side].findIndex(({ button }) => button === event.target)
    const words = this.#words[other]
    const next = words[Math.min(Math.max(place + step, 0), words.length - 1)].button
    for (const { button } of words) button.tabIndex = button === next ? 0 : -1
    next.focus()
    event.preventDefault()
    event.stopPropagation()
  }

  /** @param {LinksHeader} header */
  update(header) {
    const signature = JSON.stringify([header.sources, header.targets, header.origins, header.breaks])
    if (signature === this.#signature) return
    this.#signature = signature
    this.#lists.sources.setAttribute("aria-label", `Words that ${header.relation[0].replace(/s\b/, "")}`)
    this.#lists.targets.setAttribute("aria-label", "Words on the other side")
    for (const side of SIDES) {
      this.#words[side] = header[side].map((word, place) => this.#word(header, side, word, place))
      this.#lists[side].replaceChildren(...this.#words[side].map(({ button }) => button))
    }
  }

  /** @type {(header: LinksHeader, side: Side, word: string, place: number) => Word} */
  #word(header, side, word, place) {
    const spot = side === "sources" ? { source: place, target: null } : { source: null, target: place }
    const text = element("bdi", {})
    text.textContent = visible(word)
    const number = element("output", {})
    const button = element("button", {
      type: "button", class: header.breaks.includes(place) ? "word begins" : "word",
      tabindex: place ? -1 : 0, title: explained(header, side, place, word),
    }, text, number)
    button.addEventListener("pointerenter", () => this.acts.point(spot))
    button.addEventListener("focus", () => this.acts.point(spot))
    button.addEventListener("blur", () => this.acts.point(null))
    button.addEventListener("click", () => this.acts.lock(side, place))
    return { button, number }
  }

  /** @param {Drawn} drawn */
  draw(drawn) {
    const { header, theme, height } = drawn
    const longest = Math.max(header.sources.length, header.targets.length)
    this.#line = touched.matches ? FINGER
      : Math.min(Math.max(height / longest, 0.85 * theme.size), 2.75 * theme.size)
    this.element.style.setProperty("--line", `${this.#line}px`)
    this.#mark(drawn)
    const width = this.canvas.clientWidth
    if (!width) return
    const tall = longest * this.#line
    this.canvas.style.height = `${tall}px`
    drawStrokes(sized(this.canvas, width, tall), drawn, width, this.#line)
  }

  /**
   * The same on another sheet, with the words beside; how large it is there, in CSS pixels.
   * @type {(sheet: Surface, drawn: Drawn) => { width: number, height: number }}
   */
  paintOn(sheet, drawn) {
    const { header, theme } = drawn
    const { clientWidth: between } = this.canvas
    const room = BESIDE * theme.size
    const width = between + 2 * room
    const height = Math.max(header.sources.length, header.targets.length) * this.#line
    const context = sized(sheet, width, height)
    context.translate(room, 0)
    drawStrokes(context, drawn, between, this.#line)
    writeWords(context, drawn, between, this.#line, room)
    return { width, height }
  }

  /**
   * How much each word on the other side gets, in its colour and as a number.
   * @param {Drawn} drawn
   */
  #mark({ weights, matrix, pointed, locks }) {
    const { from, to } = alone(pointed)
    /** @param {Set<number>} set */
    const one = (set) => (set.size === 1 ? [...set][0] : null)
    const source = from ?? (pointed ? null : one(locks.sources))
    const target = to ?? (pointed || source !== null ? null : one(locks.targets))
    for (const side of SIDES) {
      this.#words[side].forEach(({ button, number }, place) => {
        let weight = NaN
        if (side === "targets" && source !== null) weight = weights.at(matrix, source, place)
        if (side === "sources" && target !== null) weight = weights.at(matrix, place, target)
        if (side === "targets" && pointed && pointed.source !== null && pointed.target === place) {
          weight = weights.at(matrix, pointed.source, place)
        }
        const text = weight >= LEAST ? told(weight) : ""
        if (number.textContent !== text) number.textContent = text
        button.style.setProperty("--share", `${Number.isNaN(weight) ? 0 : 45 * weight ** 0.6}%`)
        button.setAttribute("aria-pressed", `${locks[side].has(place)}`)
        const own = side === "sources" ? pointed?.source : pointed?.target
        button.classList.toggle("pointed", own === place)
      })
    }
  }
}
