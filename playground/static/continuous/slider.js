// A range input that acts while it is dragged.
//
// What the thumb shows is decided here while a person moves it, and by Python when Python says so:
// `version` counts what was set from outside (a preset), and only a new version moves the thumb.
// Echoes of older positions, which arrive while the drag goes on, therefore never pull it back.

const PAUSE = 33 // ms between two messages: about thirty a second
const REST = 250 // ms without movement after which the address follows

const instances = new WeakMap()

function create(root) {
  const self = {
    input: root.querySelector("input"),
    label: root.querySelector(".label"),
    output: root.querySelector("output"),
    version: -1,
    sentAt: 0,
    timer: 0,
    rest: 0,
  }

  self.show = () => {
    const { min, max, value } = self.input
    const text = Number(value).toFixed(self.data.decimals).replace("-", "−")
    self.output.textContent = text
    self.input.setAttribute("aria-valuetext", text)
    self.input.style.setProperty("--filled", `${(100 * (value - min)) / (max - min)}%`)
  }

  self.send = (rested) => {
    clearTimeout(self.timer)
    self.timer = 0
    self.sentAt = performance.now()
    self.report({ value: Number(self.input.value), version: self.version, rested })
  }

  self.input.oninput = () => {
    self.show()
    clearTimeout(self.rest)
    const wait = PAUSE - (performance.now() - self.sentAt)
    if (wait <= 0) self.send(false)
    else self.timer ||= setTimeout(self.send, wait, false)
  }

  self.input.onchange = () => {
    clearTimeout(self.rest)
    self.rest = setTimeout(self.send, REST, true)
  }

  // Back and forward: the address has changed already, the thumb follows it.
  self.onpopstate = () => {
    const text = new URLSearchParams(window.location.search).get(self.data.parameter)
    const value = text === null ? self.data.initial : Number(text)
    if (!Number.isFinite(value)) return
    self.input.value = value
    self.show()
    self.send(false)
  }
  window.addEventListener("popstate", self.onpopstate)

  self.destroy = () => {
    window.removeEventListener("popstate", self.onpopstate)
    clearTimeout(self.timer)
    clearTimeout(self.rest)
    instances.delete(root)
  }
  return self
}

export default function ({ data, parentElement, setStateValue }) {
  if (!instances.has(parentElement)) instances.set(parentElement, create(parentElement))
  const self = instances.get(parentElement)
  self.data = data
  self.report = (moved) => setStateValue("moved", moved)
  self.label.textContent = data.label
  self.label.parentElement.title = data.help
  Object.assign(self.input, { min: data.low, max: data.high, step: data.step })
  self.input.setAttribute("aria-label", data.label)
  self.input.setAttribute("aria-description", data.help)
  if (data.version !== self.version) {
    self.version = data.version
    self.input.value = data.value
  }
  self.show()
  // Streamlit also runs the cleanup of a call that newer data has overtaken.
  self.calls = (self.calls ?? 0) + 1
  const call = self.calls
  return () => {
    if (call === self.calls) self.destroy()
  }
}
