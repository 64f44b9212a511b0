// The search finds what people mean: on words of the test's own, and on the real list (found.py).

import assert from "node:assert/strict"
import { execFileSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, before, test } from "node:test"
import { find, fits, fold, prepare, slips, words } from
  "../../../playground/static/search/match.js"

const root = new URL("../../..", import.meta.url).pathname
let folder
let topics
let index

before(() => {
  folder = mkdtempSync(join(tmpdir(), "found-"))
  execFileSync(process.env.PYTHON, ["-m", "tests.javascript.found", folder], { cwd: root })
  const read = (name) => JSON.parse(readFileSync(join(folder, name), "utf8"))
  topics = read("topics.json")
  index = prepare(read("found.json"))
})
after(() => rmSync(folder, { recursive: true }))

const pages = (asked, kind) => find(index, asked, 1000)
  .filter((entry) => !kind || entry.kind === kind).map((entry) => entry.page)

test("accents, capitals, subscripts and Greek letters are folded", () => {
  assert.equal(fold("Fréchet W₁"), "frechet w1")
  assert.equal(fold("β-VAE").trim(), "beta -vae")
})

test("what hangs together is found in parts and as one", () => {
  assert.deepEqual(words("VQ-VAE"), ["vq", "vae", "vqvae"])
  assert.deepEqual(words("W_1 of 3.2"), ["w", "1", "w1", "of", "3.2"])
})

test("slips are letters more, less, other or swapped", () => {
  const pairs = [["gan", "gan", 0], ["wasserstien", "wasserstein", 1], ["colapse", "collapse", 1],
    ["glo", "glow", 1], ["blow", "glow", 1], ["kl", "lk", 1], ["abc", "", 3]]
  for (const [a, b, wanted] of pairs) assert.equal(slips(a, b), wanted, `${a} ${b}`)
})

test("equal fits better than begun, begun than inside, inside than a slip; short words are exact", () => {
  const order = [fits("flow", "flow"), fits("flow", "flows"), fits("flow", "inflow"),
    fits("flow", "flaw"), fits("flow", "other")]
  assert.deepEqual([...order].sort((a, b) => b - a), order)
  assert.equal(new Set(order).size, order.length)
  assert.equal(fits("kl", "ks"), 0)
})

const entry = (title, more = {}) =>
  ({ kind: "knob", title, note: "", words: "", page: "p", parameters: null, ...more })

test("all words must be there, and a title counts more than what stands elsewhere", () => {
  const own = prepare([
    entry("Rate", { words: "of learning" }), entry("Learning rate"), entry("Learning"),
  ])
  assert.deepEqual(find(own, "learning rate").map(({ title }) => title), ["Learning rate", "Rate"])
  assert.deepEqual(find(own, "the rate of learning").length, 2)
  assert.deepEqual(find(own, "nothing like it"), [])
  assert.deepEqual(find(own, "  "), [])
})

test("what has no page yet comes last", () => {
  const own = prepare([entry("GAN", { page: "" }), entry("A GAN of some sort")])
  assert.deepEqual(find(own, "gan").map(({ page }) => page), ["p", ""])
})

test("every topic is the first of its title, and found by each of its sections", () => {
  for (const { slug, title, sections } of topics) {
    const first = find(index, title)[0]
    assert.deepEqual([first.kind, first.page], ["topic", slug])
    for (const section of sections) assert.ok(pages(section, "topic").includes(slug), section)
  }
})

test("words, formulas and slips lead to their pages", () => {
  const wanted = {
    KL: "distances", vq: "vector", W1: "distances", "log det": "flows", fgan: "distances",
    "wasserstien": "distances", colapse: "collapse", lloyd: "scalar", "Karhunen-Loeve": "collapse",
    "beta vae": "vae", "importance sampling": "line", "change of varaibles": "change", "x ray": "xray",
    "nash equilibrium": "games", "softmax": "attention", "seq2seq": "alignment", "unroled": "duel",
    "permutation": "block", "universal approximation": "universal", "frozen pretrained": "engines", "induction": "transformer", "elbo": "ledger", "3.2": "field",
    "D*": "gans", "box muller": "sampling", metropolis: "chains", "yule walker": "prediction",
    mammals: "scaling", "random proceses": "processes", bandwidth: "density",
    tweedie: "plain", "chain rule": "autoregressive",
    "straight through": "vqvae", "sample efficiency": "claims",
    "logit lens": "next_token",
    "blind spot": "pixels",
    dyck: "theorems",
    dequantization: "glow",
    sinkhorn: "transport",
    "mode covering": "divergences",
    "breakdown": "robust",
    "lemke howson": "bimatrix",
    "frechet inception": "measures",
  }
  assert.deepEqual(new Set(Object.values(wanted)), new Set(topics.map(({ slug }) => slug)))
  for (const [asked, slug] of Object.entries(wanted)) {
    assert.ok(find(index, asked, 20).some(({ page }) => page === slug), `${asked} of ${slug}`)
  }
})
