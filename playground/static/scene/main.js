// The entry: Streamlit calls it for every update and change of theme of every scene on the page.

import { Picture } from "./picture.js"
import { pictures } from "./keys.js"
import { component } from "../component/placed.js"

export default component((element) => new Picture(element), pictures)
