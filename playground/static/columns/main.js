// A formula over columns of numbers: pointing at a term lights its column, and the reverse.

import { readTheme } from "../component/theme.js"
import { element, sized } from "../component/dom.js"
import { component } from "../component/placed.js"

/** @import { Place } from "../component/placed.js" */
/** @import { Theme } from "../component/look.js" */

const BAR = 4 // CSS pixels of one component of a vector
const TALL = 26

/**
 * A column of the table: a number for each word, or a vector for each; see playground/lesson/columns.py.
 * @typedef {{ name: string, title: string, help: string, color: number, digits: number,
 *   vector: boolean, share: boolean, values: (Value | Value[])[] }} Column
 */
/** @typedef {number | null} Value what is not finite is null */
/**
 * A formula is words, and terms that belong to a column.
 * @typedef {{ formula: (string | { text: string, column: string })[], words: string[],
 *   columns: Column[], given: Column[], result: Column | null, chosen: number | null }} Numbers
 */
/** @typedef {{ canvas: HTMLCanvasElement, values: Value[], most: number, color: number }} Strip */

/**
 * The numbers of a column of numbers.
 * @param {Column} column
 */
const scalars = ({ values }) => values.flat()

/** @param {Value[]} values */
const largest = (values) => Math.max(...values.map((value) => Math.abs(value ?? 0)))

class Sheet {
  #key = ""
  /** @type {Theme | null} */
  #theme = null
  /** @type {Strip[]} */
  #strips = []

  /** @param {Place} parent */
  constructor(parent) {
    this.root = element("div", { class: "columns" })
    const style = element("link", {
      rel: "stylesheet", href: new URL("columns.css", import.meta.url),
    })
    style.onload = style.onerror = () => this.draw()
    parent.append(style, this.root)
    this.root.addEventListener("transitionend", () => this.draw())
    for (const kind of ["pointerover", "focusin"]) {
      this.root.addEventListener(kind, (event) => this.#light(/** @type {Element} */ (event.target)))
    }
    for (const kind of ["pointerleave", "focusout"]) {
      this.root.addEventListener(kind, () => this.#light(null))
    }
  }

  /** @param {Numbers} data */
  update(data) {
    const key = JSON.stringify(data)
    if (key !== this.#key) {
      this.#key = key
      this.#strips = []
      this.root.replaceChildren(this.#formula(data), this.#table(data))
    }
    this.draw()
  }

  /** @param {Numbers} data */
  #formula({ formula, columns, given, result }) {
    const known = new Map([...columns, ...given, ...(result ? [result] : [])].map((c) => [c.name, c]))
    return element("p", { class: "formula" }, ...formula.map((part) => {
      if (typeof part === "string") return part
      const column = known.get(part.column)
      const term = element("button", {
        type: "button", "data-column": part.column, "data-color": column?.color ?? -1,
        title: column?.help ?? "",
      })
      term.textContent = part.text
      return term
    }))
  }

  /** @param {Numbers} data */
  #table({ words, columns, given, result, chosen }) {
    const head = element("tr", {}, element("td", {}), ...columns.map((column) =>
      element("th", {
        scope: "col", "data-column": column.name, "data-color": column.color, title: column.help,
      }, column.title)))
    const rows = words.map((word, n) => element("tr", { class: n === chosen ? "chosen" : "" },
      this.#word(word), ...columns.map((column) => this.#cell(column, n))))
    /** @param {Column} column */
    const single = (column) => element("tr", { class: "single" },
      element("th", { scope: "row", "data-column": column.name, "data-color": column.color,
        title: column.help }, column.title),
      this.#wide(column, columns.length))
    const sums = columns.some((column) => column.share)
      ? [element("tr", { class: "sums" }, element("th", { scope: "row" }, "sum"),
        ...columns.map((column) => element("td", { "data-column": column.name }, column.share
          ? scalars(column).reduce((/** @type {number} */ sum, value) => sum + (value ?? 0), 0)
            .toFixed(column.digits) : "")))]
      : []
    return element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Numbers" },
      element("table", {}, element("tbody", {}, ...given.map((column) => single(column)), head,
        ...rows, ...sums, ...(result ? [single(result)] : []))))
  }

  /** @param {string} word */
  #word(word) {
    const text = element("bdi", {})
    text.textContent = word
    return element("th", { scope: "row", class: "word" }, text)
  }

  /** @type {(column: Column, span: number) => HTMLElement} */
  #wide(column, span) {
    const cell = element("td", { colspan: span, "data-column": column.name })
    const values = scalars(column)
    cell.append(this.#strip(column, values, largest(values)))
    return cell
  }

  /** @type {(column: Column, n: number) => HTMLElement} */
  #cell(column, n) {
    const cell = element("td", { "data-column": column.name })
    if (column.vector) {
      const most = largest(column.values.flat())
      cell.append(this.#strip(column, [column.values[n]].flat(), most))
    } else {
      const value = scalars(column)[n]
      cell.textContent = value === null ? "−∞" : value.toFixed(column.digits).replace("-", "−")
      if (column.share && value !== null) {
        cell.classList.add("share")
        cell.dataset.color = `${column.color}`
        cell.style.setProperty("--part", `${100 * value}%`)
      }
    }
    return cell
  }

  /**
   * A vector as bars up and down from the middle, each told when pointed at.
   * @type {(column: Column, values: Value[], most: number) => HTMLCanvasElement}
   */
  #strip(column, values, most) {
    const canvas = element("canvas", {
      role: "img", "aria-label": `${column.title}: ${values.length} components`,
    })
    canvas.style.width = `${BAR * values.length}px`
    canvas.style.height = `${TALL}px`
    canvas.addEventListener("pointermove", (event) => {
      const place = Math.floor(event.offsetX / BAR)
      const value = values[place]
      if (value === undefined || value === null) return
      canvas.title = `component ${place + 1}: ${value.toFixed(3).replace("-", "−")}`
    })
    this.#strips.push({ canvas, values, most, color: column.color })
    return canvas
  }

  /**
   * Light the column that something belongs to.
   * @param {Element | null} node
   */
  #light(node) {
    const name = node?.closest("[data-column]")?.getAttribute("data-column") ?? null
    for (const part of this.root.querySelectorAll("[data-column]")) {
      part.classList.toggle("lit", name !== null && part.getAttribute("data-column") === name)
    }
  }

  /** Another size of the device's pixels asks for other canvases. */
  changed() {
    this.draw()
  }

  draw() {
    if (!this.root.isConnected) return // what has left the page has no style
    const theme = readTheme(this.root, this.#theme)
    this.#theme = theme
    theme.categorical.forEach((colour, n) => this.root.style.setProperty(`--concept-${n}`, colour))
    for (const { canvas, values, most, color } of this.#strips) {
      const context = sized(canvas, BAR * values.length, TALL)
      context.fillStyle = theme.border
      context.fillRect(0, TALL / 2 - 0.5, BAR * values.length, 1)
      context.fillStyle = theme.categorical[color]
      values.forEach((value, n) => {
        const tall = ((value ?? 0) / (most || 1)) * (TALL / 2 - 1)
        context.fillRect(n * BAR, TALL / 2 - Math.max(tall, 0), BAR - 1, Math.abs(tall))
      })
    }
    this.root.dataset.ready = "true"
  }

  remove() {
    this.root.remove()
  }
}

export default component((element) => new Sheet(element))
