// Finds entries by words that are written as people write them: without accents and capitals,
// with Greek letters by name, half typed, or with a slip.

/**
 * What can be found; see `playground/search/entries.py`.
 * @typedef {{kind: string, title: string, note: string, words: string, page: string,
 *   parameters: Record<string, string> | null}} Entry
 * @typedef {{entry: Entry, fields: number[][]}} Prepared the words of title, note and rest, by number
 * @typedef {{vocabulary: string[], entries: Prepared[]}} Index
 */

const GREEK = Object.fromEntries(
  ["α alpha", "β beta", "γ gamma", "δ delta", "ε epsilon", "ζ zeta", "η eta", "θ theta", "ι iota",
    "κ kappa", "λ lambda", "μ mu", "ν nu", "ξ xi", "π pi", "ρ rho", "σ sigma", "τ tau", "υ upsilon",
    "φ phi", "χ chi", "ψ psi", "ω omega"].map((pair) => pair.split(" ")),
)
const FIELDS = [5, 1.5, 1] // how much a word of title, note and rest counts
const KINDS = { topic: 0.35, section: 0.15, preset: 0.12, formula: 0.06, number: 0.06, knob: 0 }
const NOWHERE = -0.5 // what has no page yet comes last
const EQUAL = 4
const BEGUN = 3
const INSIDE = 1.5
const SLIP = 1
const SMALL_WORDS = new Set("a an and by for in is of on or the to with".split(" "))

/**
 * A text in small letters, without accents; subscripts as digits, Greek letters by name.
 * @param {string} text
 */
export function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/[α-ω]/g, (letter) => ` ${GREEK[letter === "ς" ? "σ" : letter]} `)
}

/**
 * The words of a text; what hangs together (x-ray, W_1) also counts as one word.
 * @param {string} text
 */
export function words(text) {
  return [...new Set(whole(text).flatMap((word) => {
    const parts = word.split(/[-_]/)
    return parts.length > 1 ? [...parts, parts.join("")] : parts
  }))]
}

/** @param {string} text */
const whole = (text) => fold(text).match(/\d+(?:\.\d+)+|[a-z0-9]+(?:[-_][a-z0-9]+)*/g) ?? []

/**
 * How many slips are between two words: a letter more, less, another one, or two swapped.
 * @param {string} a
 * @param {string} b
 */
export function slips(a, b) {
  let [before, last] = [/** @type {number[]} */ ([]), Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const now = [i]
    for (let j = 1; j <= b.length; j++) {
      now[j] = Math.min(last[j] + 1, now[j - 1] + 1, last[j - 1] + Number(a[i - 1] !== b[j - 1]))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        now[j] = Math.min(now[j], before[j - 2] + 1)
      }
    }
    ;[before, last] = [last, now]
  }
  return last[b.length]
}

/**
 * How well a word that was asked for fits one of an entry; 0 if it does not.
 * @param {string} asked
 * @param {string} word
 */
export function fits(asked, word) {
  if (word === asked) return EQUAL
  if (word.startsWith(asked)) return BEGUN
  if (asked.length >= 3 && word.includes(asked)) return INSIDE
  const allowed = asked.length >= 8 ? 2 : Number(asked.length >= 4)
  if (!allowed || word.length < asked.length - allowed) return 0
  const begun = word.slice(0, asked.length + allowed) // it may be half typed
  const near = [word, begun, word.slice(0, asked.length)]
  return near.some((each) => slips(asked, each) <= allowed) ? SLIP : 0
}

/**
 * @param {Entry[]} entries
 * @returns {Index}
 */
export function prepare(entries) {
  /** @type {Map<string, number>} */
  const known = new Map()
  const number = (/** @type {string} */ word) => {
    if (!known.has(word)) known.set(word, known.size)
    return /** @type {number} */ (known.get(word))
  }
  const prepared = entries.map((entry) => ({
    entry,
    fields: [entry.title, entry.note, entry.words].map((text) => words(text).map(number)),
  }))
  return { vocabulary: [...known.keys()], entries: prepared }
}

/**
 * The entries that have all the words asked for, the best first.
 * @param {Index} index
 * @param {string} asked
 * @param {number} most
 */
export function find(index, asked, most = 40) {
  const all = whole(asked).flatMap((word) => word.split(/[-_]/))
  const telling = all.filter((word) => !SMALL_WORDS.has(word))
  const fitting = (telling.length ? telling : all)
    .map((word) => index.vocabulary.map((other) => fits(word, other)))
  if (!fitting.length) return []
  return index.entries
    .map(({ entry, fields }) => ({ entry, score: score(entry, fields, fitting) }))
    .filter((each) => each.score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map((each) => each.entry)
}

/**
 * @param {Entry} entry
 * @param {number[][]} fields
 * @param {number[][]} fitting how well each word of the vocabulary fits each word asked for
 */
function score(entry, fields, fitting) {
  let total = 0
  let named = 0
  for (const fit of fitting) {
    const best = fields.map((field, n) =>
      FIELDS[n] * field.reduce((most, word) => Math.max(most, fit[word]), 0))
    if (!Math.max(...best)) return 0
    total += Math.max(...best)
    named += Number(best[0] > 0)
  }
  const whole = named / Math.max(fields[0].length, 1) // a title that says nothing else is the best
  const kind = KINDS[/** @type {keyof typeof KINDS} */ (entry.kind)] ?? 0
  return 1 + total / (fitting.length * EQUAL * FIELDS[0]) + 0.2 * whole + kind
    + (entry.page ? 0 : NOWHERE)
}
