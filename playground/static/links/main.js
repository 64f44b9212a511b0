// The entry: Streamlit calls it for every update and change of theme of all links on the page.

import { pictures } from "../scene/keys.js"
import { component } from "../component/placed.js"
import { Board } from "./board.js"

export default component((element) => new Board(element), pictures)
