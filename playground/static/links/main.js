// The entry: Streamlit calls it for every update and change of theme of all links on the page.

const address = new URL(import.meta.url)
const { Board } = await import(`./board.js${address.search}`)
const scene = (name) => import(`../scene/${name}.js?v=${address.searchParams.get("scene")}`)
const [{ component }, { pictures }] = await Promise.all(["placed", "keys"].map(scene))

export default component((element) => new Board(element), pictures)
