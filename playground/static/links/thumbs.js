// All matrices at a glance: a table of small pictures, each a button that pins its matrix.

import { contextOf, element } from "../component/dom.js"
import { colours } from "./weights.js"

/** @import { Theme } from "../component/look.js" */
/** @import { LinksHeader, Matrix } from "../scene/wire/header.js" */
/** @import { Weights } from "./weights.js" */

const PATIENCE = 90 // ms on a picture before it is previewed

/**
 * `preview(matrix or null)` while pointed at or reached by an arrow key, `choose(matrix, beside)` when pressed.
 * @typedef {{ preview(matrix: Matrix | null): void, choose(matrix: Matrix, beside: boolean): void }} Acts
 */
/** @typedef {{ button: HTMLButtonElement, canvas: HTMLCanvasElement, mark: HTMLElement }} Thumb */

export class Thumbs {
  element = element("div", { class: "thumbs", role: "group" })
  /** @type {Thumb[][]} */
  #buttons = []
  #signature = ""
  #painted = ""
  #timer = 0
  /** @type {Matrix} */
  #cursor = [0, 0] // the one that the Tab key reaches

  /** @param {Acts} acts */
  constructor({ preview, choose }) {
    this.preview = preview
    this.choose = choose
    this.element.addEventListener("pointerleave", () => this.#point(null))
    this.element.addEventListener("focusout", ({ relatedTarget }) => {
      if (!this.element.contains(/** @type {Node | null} */ (relatedTarget))) this.#point(null)
    })
    this.element.addEventListener("keydown", (event) => this.#key(event))
  }

  /** @param {LinksHeader} header */
  update(header) {
    const { columns, rows, nouns } = header
    const signature = JSON.stringify([columns, rows, nouns])
    if (signature !== this.#signature) this.#build(header, signature)
    const crossed = new Set(header.crossed.map(String))
    this.#buttons.forEach((column, c) => column.forEach(({ button }, r) => {
      const out = crossed.has(String([c, r]))
      button.classList.toggle("crossed", out)
      const name = `${nouns[0]} ${columns[c]}, ${nouns[1]} ${rows[r]}`
      button.setAttribute("aria-label", out ? `${name}, crossed out` : name)
    }))
  }

  /** @type {(header: LinksHeader, signature: string) => void} */
  #build(header, signature) {
    const { columns, rows, nouns } = header
    this.#signature = signature
    this.#cursor = [0, 0]
    this.element.setAttribute("aria-label", `All ${nouns[1]}s of all ${nouns[0]}s`)
    this.element.style.setProperty("--columns", `${columns.length}`)
    this.element.style.setProperty("--rows", `${rows.length}`)
    this.#buttons = columns.map((_, c) => rows.map((_, r) => this.#button(c, r)))
    const head = columns.map((name) => element("span", { class: "name" }, name))
    const corner = element("span", { class: "corner" }, `${nouns[0]} `, element("i", {}, "→"))
    const lines = rows.flatMap((name, r) => [
      element("span", { class: "name" }, name), ...columns.map((_, c) => this.#buttons[c][r].button)])
    this.element.replaceChildren(corner, ...head, ...lines)
  }

  /** @type {(c: number, r: number) => Thumb} */
  #button(c, r) {
    const canvas = element("canvas", { "aria-hidden": "true" })
    const mark = element("span", { class: "mark" })
    const node = element("button", {
      type: "button", class: "thumb", tabindex: c + r ? -1 : 0,
    }, canvas, mark)
    node.addEventListener("pointerenter", (event) => {
      if (event.pointerType === "mouse") this.#point([c, r])
    })
    node.addEventListener("click", (event) => {
      clearTimeout(this.#timer)
      this.#reach(c, r)
      this.choose([c, r], event.shiftKey)
    })
    return { button: node, canvas, mark }
  }

  /** @param {Matrix | null} matrix */
  #point(matrix) {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.preview(matrix), matrix ? PATIENCE : 0)
  }

  /** @type {(c: number, r: number) => void} */
  #reach(c, r) {
    const [was, line] = this.#cursor
    this.#buttons[was][line].button.tabIndex = -1
    this.#cursor = [c, r]
    this.#buttons[c][r].button.tabIndex = 0
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const lying = getComputedStyle(this.element).gridAutoFlow === "column" // on a narrow screen
    const aside = lying ? [0, 1] : [1, 0]
    const along = lying ? [1, 0] : [0, 1]
    /** @type {Record<string, number[]>} */
    const steps = {
      ArrowLeft: aside.map((by) => -by), ArrowRight: aside,
      ArrowUp: along.map((by) => -by), ArrowDown: along,
    }
    const step = steps[event.key]
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return
    const [c, r] = this.#cursor.map((place, axis) => place + step[axis])
    event.preventDefault()
    event.stopPropagation()
    if (!this.#buttons[c]?.[r]) return
    this.#reach(c, r)
    this.#buttons[c][r].button.focus()
    this.preview([c, r])
  }

  /**
   * @type {(weights: Weights, version: string, chosen: Matrix[], previewed: Matrix | null,
   *   theme: Theme) => void}
   */
  draw(weights, version, chosen, previewed, theme) {
    const painted = [version, theme.key, this.#signature].join()
    const { words } = colours(theme)
    this.#buttons.forEach((column, c) => column.forEach(({ button, canvas, mark }, r) => {
      const at = chosen.findIndex(([a, b]) => a === c && b === r)
      button.setAttribute("aria-pressed", `${at >= 0}`)
      button.classList.toggle("previewed", previewed?.[0] === c && previewed[1] === r)
      mark.textContent = chosen.length > 1 && at >= 0 ? "AB"[at] : ""
      if (painted === this.#painted) return
      const image = weights.image([c, r], words)
      Object.assign(canvas, { width: image.width, height: image.height })
      contextOf(canvas).drawImage(image, 0, 0)
    }))
    this.#painted = painted
  }
}
