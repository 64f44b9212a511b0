// The entry: Streamlit calls it for every update and change of theme of all links on the page.

const address = new URL(import.meta.url)
const { Board } = await import(`./board.js${address.search}`)
const { pictures } = await import(`../scene/keys.js?v=${address.searchParams.get("scene")}`)

const placed = new Map() // the element that Streamlit gives -> its board

export default function links({ data, parentElement, setStateValue }) {
  let board = placed.get(parentElement)
  if (!board) {
    placed.set(parentElement, (board = new Board(parentElement)))
    pictures.add(board)
  }
  board.update(data, setStateValue)
  // Streamlit also runs the cleanup of a call that newer data has overtaken.
  const call = ++board.calls
  return () => {
    if (call !== board.calls) return
    placed.delete(parentElement)
    pictures.delete(board)
    board.remove()
  }
}
