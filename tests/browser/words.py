"""What of a page cannot be read or reached: words that are cut, labels in two lines, controls that
something covers. In shadow roots too, and never what is there only for those who are read to."""

from playwright.sync_api import Page

_WALK = """
  const inside = function* (node) {
    for (const each of node.querySelectorAll("*")) {
      yield each
      if (each.shadowRoot) yield* inside(each.shadowRoot)
    }
  }
  const around = (node) => node.parentElement ?? node.getRootNode().host ?? null
  const seen = (node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true })
"""

_CUT = (
    "(sideways) => {"
    + _WALK
    + """
  const line = (node) => node.trim().replace(/\\s+/g, " ").slice(0, 60)
  const holds = (style, axis) => ["hidden", "clip"].includes(style[`overflow${axis}`])
  /** What is wrong with a word that stands there, or nothing. */
  const wrong = (node, word) => {
    const panel = node.closest(".st-key-panel, .st-key-panel_numbers")
    for (let at = node; at; at = around(at)) {
      const style = getComputedStyle(at)
      const box = at.getBoundingClientRect()
      if (style.clipPath !== "none" || box.width <= 1) return null // for those who are read to
      if (at.matches("svg.marks") && word.top < box.top - 1) return "is above its chart"
      const lies = word.bottom > box.top + 1 && word.top < box.bottom - 1
      if (holds(style, "Y") && !lies) return null // left out whole
      const slack = node instanceof SVGElement ? 2 : 1 // a turned word's box is as wide as a line
      const beyond = word.left < box.left - slack || word.right > box.right + slack
      if (holds(style, "X") && beyond) return "cut"
      if (panel && holds(style, "Y") && word.bottom > box.bottom + 3) return "cut below"
      const scrolls = ["auto", "scroll"].includes(style.overflowX)
      if (scrolls && at.scrollWidth > at.clientWidth + 1) {
        if (at.matches(sideways)) return null
        if (beyond) return "has to be scrolled to"
      }
      if (style.position === "fixed") break // nothing around it cuts it
    }
    return word.right > innerWidth + 1 || word.left < -1 ? "is out of the window" : null
  }
  const SILENT = ".katex, .stCode, script, style, option, [data-testid=stIconMaterial]"
  const LABEL = "[data-testid=stWidgetLabel], [data-testid^=stBaseButton], [role=tab]"
  const found = new Set()
  for (const node of inside(document.body)) {
    if (!seen(node) || node.closest(SILENT)) continue
    for (const child of node.childNodes) {
      if (child.nodeType !== Node.TEXT_NODE || !child.textContent.trim()) continue
      const range = document.createRange()
      range.selectNodeContents(child)
      const word = range.getBoundingClientRect()
      if (!word.width) continue
      const fault = wrong(node, word)
        ?? (node.closest(LABEL) && word.height > 1.7 * parseFloat(getComputedStyle(node).lineHeight)
          ? "is in two lines" : null)
      if (fault) found.add(`"${line(child.textContent)}" ${fault}`)
    }
  }
  return [...found]
}"""
)

_COVERED = (
    "([within, without]) => {"
    + _WALK
    + """
  const at = (x, y) => {
    let found = document.elementFromPoint(x, y)
    for (let next = found; next?.shadowRoot; found = next ?? found) {
      next = next.shadowRoot.elementFromPoint(x, y)
      if (!next || next === found) break
    }
    return found
  }
  const part = ".stElementContainer, .scene, .links, [role=tablist]"
  const whole = (node) => node.closest(part) ?? node
  const holds = (outer, node) => {
    for (let each = node; each; each = around(each)) if (each === outer) return true
    return false
  }
  const CONTROL = "button, a[href], input, textarea, select, [role=slider], [role=tab]"
  const missed = []
  for (const root of document.querySelectorAll(within)) for (const node of inside(root)) {
    if (!node.matches(CONTROL) || !seen(node) || node.closest(without)) continue
    if (node.getBoundingClientRect().width <= 1) continue
    node.scrollIntoView({ block: "center", inline: "center", behavior: "instant" })
    const { left, top, width, height } = node.getBoundingClientRect()
    const hit = at(left + width / 2, top + height / 2)
    if (!hit || !holds(whole(node), hit)) {
      missed.push(node.getAttribute("aria-label") || node.textContent.trim() || node.className)
    }
  }
  return missed
}"""
)

# What may be scrolled sideways by itself: a row says where it goes on, the others have a shape.
SIDEWAYS = (
    "[data-more] > *, .stTable *, .stCode *, [data-testid=stMarkdownContainer]:has(.katex), "
    ".katex-display, .thumbs, .scroll"
)


def cut(page: Page, sideways: str = SIDEWAYS) -> list[str]:
    """The words that are not seen as a whole, and the labels that take more than a line."""
    found: list[str] = page.evaluate(_CUT, sideways)
    return found


def covered(page: Page, within: str, without: str = "none") -> list[str]:
    """The names of the controls that cannot be brought to where they can be pressed."""
    found: list[str] = page.evaluate(_COVERED, [within, without])
    return found
