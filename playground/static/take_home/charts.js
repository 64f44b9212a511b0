// The charts on the page as files: they are drawn as vectors, and leave as they stand.

const NAMESPACE = "http://www.w3.org/2000/svg"

/** @typedef {{ name: string, node: SVGSVGElement }} Chart */

/**
 * The charts that are seen, each with the words that say what it shows.
 * @returns {Chart[]}
 */
export function charts() {
  const hosts = [...document.querySelectorAll("[data-testid=stVegaLiteChart]")]
  return hosts.flatMap((host) => {
    const node = /** @type {SVGSVGElement | null} */ (host.querySelector("svg.marks"))
    const name = host.closest("[aria-label]")?.getAttribute("aria-label")
      ?? host.querySelector("[aria-label]")?.getAttribute("aria-label") ?? ""
    return node?.checkVisibility() ? [{ name, node }] : []
  })
}

/**
 * A chart as a document of its own: on its own paper, without what only catches a pointer.
 * @param {Chart} chart
 */
export function chartFile({ name, node }) {
  const copy = /** @type {SVGSVGElement} */ (node.cloneNode(true))
  copy.setAttribute("xmlns", NAMESPACE)
  for (const unseen of copy.querySelectorAll('[opacity="0"]')) unseen.remove()
  const title = document.createElementNS(NAMESPACE, "title")
  title.textContent = name
  const paper = document.createElementNS(NAMESPACE, "rect")
  paper.setAttribute("width", "100%")
  paper.setAttribute("height", "100%")
  paper.setAttribute("fill", getComputedStyle(node).backgroundColor)
  copy.prepend(title, paper)
  return new XMLSerializer().serializeToString(copy)
}
