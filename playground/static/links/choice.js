// What a hand has chosen of the links: which matrices are large, and which words are locked.

/** @import { LinksHeader, Matrix, Side } from "../scene/wire/header.js" */

export class Choice {
  /** @type {Matrix[]} */
  pinned = [[0, 0]] // one, or two
  /** @type {Matrix | null} */
  previewed = null // only looked at
  comparing = false // the next one stands beside the first
  /** @type {Record<Side, Set<number>>} */
  locks = { sources: new Set(), targets: new Set() }
  #version = -1 // of what was pinned from outside

  /**
   * What the page has pinned counts if it is new, or what was chosen is not there any more.
   * @type {(header: LinksHeader, sameWords: boolean) => void}
   */
  take({ version, locked, matrices, columns, rows }, sameWords) {
    const fresh = version !== this.#version
    this.#version = version
    if (fresh || !sameWords) {
      this.locks = { sources: new Set(locked.sources), targets: new Set(locked.targets) }
    }
    /** @param {Matrix} matrix */
    const exists = ([c, r]) => c < columns.length && r < rows.length
    if (fresh || !this.pinned.every(exists)) this.pin(matrices)
  }

  /** @param {Matrix[]} matrices */
  pin(matrices) {
    this.pinned = matrices
    this.previewed = null
    this.comparing = false
  }

  /**
   * Pin a matrix in the place of the first, or beside it.
   * @type {(matrix: Matrix, beside: boolean) => void}
   */
  add(matrix, beside) {
    this.pin(beside || this.comparing ? [this.pinned[0], matrix] : [matrix])
  }

  /** @type {(side: Side, place: number) => void} */
  lock(side, place) {
    const set = this.locks[side]
    if (!set.delete(place)) set.add(place)
  }

  unlock() {
    for (const side of Object.values(this.locks)) side.clear()
  }

  /** The matrices that are large: those pinned, or one that is looked at. */
  get large() {
    const { pinned, previewed, comparing } = this
    if (!previewed || (pinned.length > 1 && !comparing)) return pinned
    return comparing ? [pinned[0], previewed] : [previewed]
  }

  /** What the page is told. */
  get told() {
    const { pinned, locks: { sources, targets } } = this
    const words = { sources: [...sources], targets: [...targets] }
    return { matrices: pinned, ...words, version: this.#version }
  }
}
