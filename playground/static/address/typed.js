// What was typed is taken before a click leads to another page.
//
// A field tells its text when it loses the focus, and Streamlit sends that a little later than what
// a quick click on a link asks for. The text then arrives as a wish to stay on the old page, and
// text and click are both lost. Such a click waits until the address shows what was typed.

const LONGEST = 700 // ms to wait for a text that does not show in the address
const LOOK = 30 // ms between two looks at it

/** @type {EventTarget | null} */
let typed = null // the field with letters that nobody has been told of
/** @type {{ at: number, search: string } | null} */
let left = null // when it was left, and the address at that time

/** @param {string} href */
function go(href) {
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[href]"))
  const link = [...links].find((each) => each.href === href)
  const waits = left && location.search === left.search && performance.now() - left.at <= LONGEST
  if (waits) return void setTimeout(go, LOOK, href)
  left = null
  link?.click()
}

function follow() {
  window.addEventListener("input", ({ target }) => (typed = target), true)
  window.addEventListener("keydown", ({ key, target }) => {
    if (key === "Enter" && target === typed && target instanceof HTMLInputElement) typed = null
  }, true)
  window.addEventListener("focusout", ({ target }) => {
    if (target !== typed) return
    typed = null
    left = { at: performance.now(), search: location.search }
  }, true)
  window.addEventListener("click", (event) => {
    const { target } = event
    const link = target instanceof Element
      && /** @type {HTMLAnchorElement | null} */ (target.closest("a[href]"))
    const aside = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button
    if (!link || link.target === "_blank" || link.origin !== location.origin || aside) return
    if (!left || performance.now() - left.at > LONGEST) return
    event.preventDefault()
    event.stopImmediatePropagation()
    go(link.href)
  }, true)
}

export default function () {
  if (document.documentElement.dataset.typed) return
  document.documentElement.dataset.typed = "followed"
  follow()
}
