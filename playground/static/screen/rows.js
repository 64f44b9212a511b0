// Rows that scroll sideways where the window is narrow, such as presets and views on a phone. At
// which ends a row goes on is written on what is around it: the style sheet draws an arrow there,
// which scrolls when it is pressed. What is chosen is brought into view.

const ROWS = ".st-key-presets .stHorizontalBlock, :is(.st-key-presets, .st-key-picture) .stButtonGroup"
const CHOSEN = "[data-testid='stBaseButton-primary'], [aria-checked='true']"
const PART = 0.7 // of what is seen of a row, scrolled by one press
const ARROW = 44 // wide, CSS pixels: what lies under it is not seen as a whole

/** @type {WeakMap<Element, Element | null>} */
const shown = new WeakMap() // row -> what was chosen in it

/** @returns {HTMLElement[]} */
const rows = () => [...document.querySelectorAll(ROWS)].filter((row) => row instanceof HTMLElement)

/** @param {HTMLElement} row */
function mark(row) {
  const around = row.parentElement
  if (!around) return
  const chosen = row.querySelector(CHOSEN)
  if (chosen && chosen !== shown.get(row)) reveal(row, chosen)
  shown.set(row, chosen)
  const rest = row.scrollWidth - row.clientWidth - row.scrollLeft
  const ends = [row.scrollLeft > 1 && "before", rest > 1 && "after"].filter(Boolean).join(" ")
  if ((around.dataset.more ?? "") === ends) return
  if (ends) around.dataset.more = ends
  else delete around.dataset.more
}

/** @param {Element} row @param {Element} chosen */
function reveal(row, chosen) {
  const [place, box] = [row.getBoundingClientRect(), chosen.getBoundingClientRect()]
  if (box.left < place.left + ARROW || box.right > place.right - ARROW) {
    row.scrollLeft += (box.left + box.right - place.left - place.right) / 2
  }
}

/** An arrow is no element of its own: a press on it is one on what is around the row.
 * @param {MouseEvent} event
 */
function press({ target, clientX }) {
  if (!(target instanceof HTMLElement) || !target.dataset.more) return
  const row = rows().find((each) => each.parentElement === target)
  if (!row) return
  const { left, width } = row.getBoundingClientRect()
  row.scrollBy({ left: (clientX > left + width / 2 ? PART : -PART) * row.clientWidth })
}

let due = 0

/** Look at all rows, once for all that has changed. */
function look() {
  if (due) return
  due = requestAnimationFrame(() => {
    due = 0
    rows().forEach(mark)
  })
}

/** Begin to watch; once for the page. */
export function watchRows() {
  document.addEventListener("click", press)
  document.addEventListener("scroll", ({ target }) => {
    if (target instanceof Element && target.matches(ROWS)) look()
  }, { capture: true, passive: true })
  addEventListener("resize", () => {
    for (const row of rows()) shown.delete(row) // a phone was turned: what is chosen comes into view
    look()
  })
  const changes = { childList: true, subtree: true, attributeFilter: ["data-testid", "aria-checked"] }
  new MutationObserver(look).observe(document.body, changes)
  look()
}
