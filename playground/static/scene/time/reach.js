// How far a time axis reaches: under the pictures that stand beside its own, too, if none of them
// has one. They end as much higher, so that all planes of the row end at about one height.

/** @import { Place } from "../../component/placed.js" */

/** @typedef {{ columns: HTMLElement[], timed: HTMLElement | null }} Row */

/**
 * The columns of the row in which a picture stands, and the one of them that has a time axis. None
 * is that one where several have, or where the columns stand one below the other, as on a phone.
 * @param {Element} host
 * @returns {Row}
 */
function rowOf(host) {
  const row = host.closest(".stColumn")?.parentElement
  const columns = /** @type {HTMLElement[]} */ ([...(row?.querySelectorAll(":scope > .stColumn") ?? [])])
  const places = new Set(columns.map((column) => column.getBoundingClientRect().left))
  const timed = columns.filter((column) => column.querySelector("[data-timed]"))
  return { columns, timed: places.size === columns.length && timed.length === 1 ? timed[0] : null }
}

/** Leave room for the one time axis of a row, as high as it is, under the columns beside it.
 *  @type {(row: Row, height: number) => void} */
function makeRoom({ columns, timed }, height) {
  for (const column of columns) {
    const room = timed && column !== timed ? `${height}px` : ""
    if (column.style.paddingBottom === room) continue
    column.style.paddingBottom = room
    column.style.setProperty("--time", room || "0px")
  }
}

/** The lowest end of what stands in a column.
 *  @param {HTMLElement} column */
function lowest(column) {
  const parts = [...column.querySelectorAll(".stElementContainer")]
  return Math.max(...parts.map((part) => part.getBoundingClientRect().bottom))
}

export class Reach {
  #columns = /** @type {HTMLElement[]} */ ([])
  #observer = new ResizeObserver(() => this.measure())

  /**
   * @param {Place} place where the picture is drawn
   * @param {HTMLElement} axis the time axis
   */
  constructor(place, axis) {
    this.host = place instanceof ShadowRoot ? /** @type {HTMLElement} */ (place.host) : place
    this.axis = axis
  }

  /** Look at the row again, which may be another one, or have other pictures. */
  measure() {
    const { axis, host } = this
    host.toggleAttribute("data-timed", !axis.hidden)
    const row = rowOf(host)
    if (!row.columns.length) return
    if (row.columns.some((column, n) => column !== this.#columns[n])) this.#watch(row.columns)
    if (!axis.hidden || !row.timed) makeRoom(row, axis.offsetHeight)
    const own = host.getBoundingClientRect()
    const others = row.timed?.contains(host) && !axis.hidden
      ? row.columns.filter((column) => column !== row.timed) : []
    const top = axis.getBoundingClientRect().top
    const free = others.length && others.every((column) => lowest(column) <= top + 1)
    const ends = row.columns.map((column) => column.getBoundingClientRect())
    const [left, right] = free
      ? [Math.min(...ends.map((end) => end.left)), Math.max(...ends.map((end) => end.right))]
      : [own.left, own.right]
    axis.style.marginLeft = left < own.left ? `${left - own.left}px` : ""
    axis.style.width = right - left > own.width + 1 ? `${right - left}px` : ""
    axis.classList.toggle("reaching", axis.style.width !== "")
  }

  /** @param {HTMLElement[]} columns */
  #watch(columns) {
    this.#columns = columns
    this.#observer.disconnect()
    for (const column of columns) {
      for (const part of [column, ...column.children]) this.#observer.observe(part)
    }
  }

  remove() {
    this.#observer.disconnect()
    this.host.removeAttribute("data-timed")
    const row = rowOf(this.host)
    if (!row.timed) makeRoom(row, 0)
  }
}
