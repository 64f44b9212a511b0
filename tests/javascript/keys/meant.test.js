import assert from "node:assert/strict"
import { test } from "node:test"
import { asked, meant } from "../../../playground/static/keys/meant.js"

test("digits go by their place, letters by their character, or else by their place", () => {
  for (const [key, code, name] of [["2", "Digit2", "2"], ["é", "Digit2", "2"], ["2", "Numpad2", "2"],
    ["à", "Digit0", "0"], ["p", "KeyR", "P"], ["з", "KeyP", "P"], ["٣", "Digit3", "3"]]) {
    assert.equal(meant({ key, code }), name)
  }
  for (const [key, code] of [["ArrowDown", "Numpad2"], ["[", "KeyP"], ["Shift", "ShiftLeft"],
    ["/", "Digit7"]]) {
    assert.equal(meant({ key, code }), null)
  }
})

test("a lecturer's keys, and those that remote controls send", () => {
  for (const [key, code, wish] of [["PageUp", "PageUp", "before"], ["PageDown", "PageDown", "after"],
    ["b", "KeyB", "blank"], [".", "Period", "blank"], ["и", "KeyB", "blank"], ["c", "KeyC", "controls"],
    ["Escape", "Escape", "leave"], ["x", "KeyX", null], ["2", "Digit2", null]]) {
    assert.equal(asked({ key, code }), wish)
  }
})
