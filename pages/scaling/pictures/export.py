"""A sweep to take home: its table, and a script that fits the laws to it again."""

import streamlit as st

from models.scaling.sweep import Measured, SweepSetup, told, written
from playground import catalog, controls, here, lesson

TABLE, SCRIPT = "sweep.csv", "refit_sweep.py"
REFIT = f'''from pathlib import Path

from models.scaling.sweep import fit_or_none, foretold, read

table = Path(__file__).with_name("{TABLE}")
if not table.exists():
    raise SystemExit("Put {TABLE}, the table of the sweep, beside this script.")
found, told = read(table.read_text(encoding="utf-8"))
print(*(f"{{name}}: {{value}}" for name, value in told.items()), sep="\\n")
for over in ("n", "d", "c"):
    name = f"L({{over.upper()}})"
    for floor, kind in ((False, ""), (True, " with an irreducible loss")):
        fitted = fit_or_none(found, over, floor=floor)
        if fitted is None:
            print(f"{{name}}{{kind}} needs more decoders that are trained to their end.")
            continue
        law = fitted.law
        low, high = law.interval
        print(
            f"{{name}} = {{law.floor:.3f}} + {{law.factor:.4g}} x^{{law.exponent:.4f}}, "
            f"95 % interval {{low:.4f}} to {{high:.4f}}"
        )
ahead = foretold(found)
if ahead is not None:
    print(f"foretold {{ahead.low:.3f}} to {{ahead.high:.3f}}, came to {{ahead.truth}}")
'''


def export(found: Measured, setup: SweepSetup) -> None:
    """The table, the script that reads it, and the way to the six claims with it.

    Both files are made when they are pressed: one that is made with the page is another at each
    moment of a live sweep, and the browser asks for the last after it has gone.
    """

    def table() -> str:
        return written(found, {"trained": "live on a page"} | told(setup))

    with st.container(horizontal=True, gap="small"):
        st.download_button(
            "This sweep as a table",
            table,
            TABLE,
            "text/csv",
            key=here.key("table of the sweep"),
            icon=":material/table:",
            on_click="ignore",
        )
        st.download_button(
            "A script that fits it again",
            lambda: lesson.standalone(REFIT, SCRIPT),
            SCRIPT,
            "text/x-python",
            key=here.key("script of the sweep"),
            icon=":material/code:",
            on_click="ignore",
        )
        if st.button(
            "The six claims on it",
            key=here.key("claims of the sweep"),
            icon=":material/fact_check:",
        ):
            controls.set_values("claims", source="own", own=table().encode())
            st.switch_page(str(catalog.topic("claims").page))
