// What is an entry of the browser's history: a link as it was opened, and the page as a hand left it.
//
// Streamlit makes an entry for every change of the address. Here the first change after a hand has
// touched the page makes one, and later ones replace it: Back returns to what the link said, and
// from there to where one came from. What the page itself puts right needs no way back. A query that
// speaks of a page whose path is still to come is left to Streamlit, which writes it with that path;
// and late words of a page that Back has left are not written into the entry it led to.

/**
 * @param {History["pushState"]} push
 * @param {History["replaceState"]} replace
 */
function opens(push, replace) {
  let touched = false
  for (const event of ["pointerdown", "keydown"]) {
    window.addEventListener(event, () => (touched = true), true)
  }
  window.addEventListener("popstate", () => (touched = false), true)
  /** @type {History["pushState"]} */
  return (_, title, url) => {
    const there = new URL(url ?? location.href, document.baseURI)
    const here = there.pathname === location.pathname
    if (speaksOfAnother(there)) {
      if (here) return
      there.search = "" // late words of the page that was left
    }
    if (!touched || (here && history.state?.turned)) replace(history.state, title, there)
    else push({ turned: here }, title, there)
    if (!here) touched = false
  }
}

/**
 * @param {History["replaceState"]} replace
 * @returns {History["replaceState"]}
 */
function putsRight(replace) {
  return (state, title, url) => {
    const there = new URL(url ?? location.href, document.baseURI)
    if (there.pathname !== location.pathname || !speaksOfAnother(there)) replace(state, title, there)
  }
}

/** @param {URL} address */
function speaksOfAnother({ pathname, searchParams }) {
  const page = pathname.slice(pathname.lastIndexOf("/") + 1).toLowerCase()
  return [...searchParams.keys()].some((name) => name.includes("_") && !name.startsWith(`${page}_`))
}

export default function () {
  if (Object.hasOwn(history, "pushState")) return
  const replace = history.replaceState.bind(history)
  history.pushState = opens(history.pushState.bind(history), replace)
  history.replaceState = putsRight(replace)
}
