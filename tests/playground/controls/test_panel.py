"""Widgets from a Setup, and the address that is the state."""

import json
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from playground.controls.knobs import LONGEST_IN_LINK, normal
from tests.playground.app import notices, opened, sound
from tests.playground.demo import DemoSetup

SETUPS = [
    DemoSetup(),
    DemoSetup(family="affine", layers=3, rate=0.0035, noise=0.25, cosine=False, drawn="a|b&é"),
    DemoSetup(target="board", bins=32, steps=250, seed=2**31 - 1),
    DemoSetup(family="affine", bins=20, noise=0.37, drawn="x" * LONGEST_IN_LINK),
]


def page() -> None:
    import streamlit as st

    from playground import controls
    from tests.playground.demo import DemoSetup

    setup = controls.panel(DemoSetup, "demo")
    st.code(setup.model_dump_json())
    st.text(controls.permalink("demo"))
    st.caption(" ".join(controls.unlinked("demo")))
    wanted = DemoSetup.model_validate(st.session_state.get("wanted", {}))
    st.button("Apply", key="apply", on_click=controls.apply, args=(wanted, "demo"))


def turned(wanted: DemoSetup) -> AppTest:
    test = opened(page)
    test.session_state["wanted"] = wanted.model_dump()
    sound(test.run())
    test.button(key="apply").click()
    return sound(test.run())


def said(test: AppTest) -> DemoSetup:
    return DemoSetup.model_validate(json.loads(test.code[0].value))


def test_untouched_it_is_the_default_with_an_empty_address():
    test = opened(page)
    assert said(test) == DemoSetup()
    assert test.query_params == {}
    assert notices(test) == []


@pytest.mark.long
@pytest.mark.parametrize("setup", SETUPS, ids=range(len(SETUPS)))
def test_a_setup_survives_apply_reload_and_permalink(setup):
    test = turned(setup)
    assert said(test) == normal(setup)
    reloaded = opened(page, **test.query_params)
    assert said(reloaded) == normal(setup)
    assert notices(reloaded) == []
    followed = opened(page, **dict(parse_qsl(urlsplit(test.text[0].value).query)))
    assert said(followed) == normal(setup)
    assert notices(followed) == []


def test_turning_a_widget_turns_the_setup_and_the_link():
    test = opened(page)
    test.slider(key="demo_layers").set_value(4)
    sound(test.run())
    assert said(test) == DemoSetup(layers=4)
    assert test.text[0].value == "?demo_layers=4"


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("target", "nowhere"),
        ("target", "1"),
        ("family", ""),
        ("family", ["Affine", "Spline"]),
        ("layers", "abc"),
        ("layers", "3.7"),
        ("layers", "0"),
        ("layers", "99"),
        ("layers", ["3", "4"]),
        ("bins", "-2"),
        ("rate", "nan"),
        ("rate", "1e9"),
        ("noise", "inf"),
        ("noise", ""),
        ("seed", "7.5"),
        ("seed", "99999999999999999999999"),
        ("seed", ["1", "2"]),
        ("steps", "1e"),
        ("cosine", "maybe"),
        ("cosine", ["true", "false"]),
        ("drawn", ["a", "b"]),
    ],
)
def test_a_bad_parameter_is_its_default_and_one_notice(name, bad):
    other = "noise" if name != "noise" else "layers"
    test = opened(page, **dict[str, Any]({f"demo_{name}": bad, f"demo_{other}": "1"}))
    kept = DemoSetup.model_validate({other: 1})
    assert said(test) == kept
    (notice,) = notices(test)
    assert f"demo_{name}" in notice
    assert all(f"` {text} `" in notice for text in bad if isinstance(bad, list))
    assert isinstance(bad, list) or (f"` {bad} `" if bad else "nothing") in notice
    assert "default" in notice
    assert f"demo_{name}" not in test.query_params


def test_several_bad_parameters_share_one_notice():
    test = opened(page, demo_layers="x", demo_rate="y", demo_seed="5")
    assert said(test) == DemoSetup(seed=5)
    (notice,) = notices(test)
    assert "demo_layers" in notice
    assert "demo_rate" in notice
    assert "demo_seed" not in notice


def test_a_notice_is_plain_text():
    test = opened(page, demo_layers="**x** <b>y</b> `z` https://evil.example\n# h")
    (notice,) = notices(test)
    assert "`` **x** <b>y</b> `z` https://evil.example # h ``" in notice


def test_a_notice_stays_until_a_knob_is_turned():
    test = sound(opened(page, demo_layers="x").run())
    assert len(notices(test)) == 1
    test.slider(key="demo_layers").set_value(2)
    assert notices(sound(test.run())) == []
    test.slider(key="demo_layers").set_value(6)
    assert notices(sound(test.run())) == []


def test_pressing_a_preset_ends_the_notice():
    test = opened(page, demo_layers="x")
    test.button(key="apply").click()
    assert notices(sound(test.run())) == []


def test_links_may_use_values_instead_of_words():
    test = opened(page, demo_family="affine", demo_target="board")
    assert said(test) == DemoSetup(family="affine", target="board")
    assert notices(test) == []


def test_a_value_between_the_places_of_a_log_slider_is_kept():
    test = opened(page, demo_rate="0.00234")
    assert said(test).rate == 0.00234
    test.slider(key="demo_layers").set_value(2)
    assert said(sound(test.run())).rate == 0.00234


def test_a_knob_without_meaning_hides_remembers_and_returns():
    test = opened(page, demo_bins="20")
    test.segmented_control(key="demo_family").set_value("affine")
    sound(test.run())
    assert "demo_bins" not in [each.key for each in test.slider]
    assert said(test) == DemoSetup(family="affine")
    assert "demo_bins" not in test.query_params
    test.segmented_control(key="demo_family").set_value("spline")
    assert said(sound(test.run())) == DemoSetup(bins=20)
    assert test.query_params["demo_bins"] == "20"


def test_a_bad_value_of_a_knob_without_meaning_is_noticed_too():
    test = opened(page, demo_family="affine", demo_bins="999")
    assert "demo_bins" in notices(test)[0]
    assert said(test) == DemoSetup(family="affine")


def test_the_dice_roll_another_seed_into_the_link():
    test, seen = opened(page), {0}
    for _ in range(5):
        before = said(test).seed
        test.button(key="demo_seed_dice").click()
        seed = said(sound(test.run())).seed
        assert seed != before
        assert 0 <= seed <= 9999
        assert test.query_params["demo_seed"] == str(seed)
        seen.add(seed)
    assert len(seen) > 3


def test_the_dice_never_roll_the_seed_they_show():
    def coin() -> None:
        from models.setup import Setup, knob
        from playground import controls

        class Coin(Setup):
            side: int = knob(0, "Side", "s", low=0, high=1, seed=True)

        controls.panel(Coin, "coin")

    test = opened(coin)
    for side in (1, 0, 1, 0):
        test.button(key="coin_side_dice").click()
        assert sound(test.run()).number_input[0].value == side


def test_a_long_text_stays_out_of_the_address_and_is_named():
    test = turned(DemoSetup(drawn="x" * (LONGEST_IN_LINK + 1)))
    assert len(said(test).drawn) == LONGEST_IN_LINK + 1
    assert "demo_drawn" not in test.query_params
    assert "demo_drawn" not in test.text[0].value
    assert test.caption[0].value == "Drawing"


def test_two_topics_do_not_meet():
    def two() -> None:
        import streamlit as st

        from playground import controls
        from tests.playground.demo import DemoSetup

        for topic in ("demo", "other"):
            st.code(controls.panel(DemoSetup, topic).model_dump_json())
            st.text(controls.permalink(topic))
        st.button(
            "Apply",
            key="apply",
            on_click=controls.apply,
            args=(DemoSetup(layers=2, drawn="d"), "other"),
        )

    test = opened(two, demo_layers="3", other_rate="0.002", demo_drawn="mine")
    test.button(key="apply").click()
    sound(test.run())
    assert said(test) == DemoSetup(layers=3, drawn="mine")
    assert json.loads(test.code[1].value) == DemoSetup(layers=2, drawn="d").model_dump()
    assert test.text[0].value == "?demo_layers=3&demo_drawn=mine"
    assert test.text[1].value == "?other_layers=2&other_drawn=d"


@pytest.mark.long
def test_an_impossible_combination_is_a_sentence_and_the_defaults():
    def pair() -> None:
        from typing import Self

        import streamlit as st
        from pydantic import model_validator

        from models.setup import Setup, knob
        from playground import controls

        class Pair(Setup):
            low: int = knob(1, "Low", "l", low=0, high=9)
            high: int = knob(5, "High", "h", low=0, high=9)

            @model_validator(mode="after")
            def ordered(self) -> Self:
                if self.low > self.high:
                    raise ValueError("Low must not exceed high")
                return self

        st.code(controls.panel(Pair, "pair").model_dump_json())

    test = opened(pair, pair_low="7")
    assert json.loads(test.code[0].value) == {"low": 1, "high": 5}
    assert "Low must not exceed high" in notices(test)[0]
    test = opened(pair, pair_low="7", pair_high="8")
    assert json.loads(test.code[0].value) == {"low": 7, "high": 8}
    assert notices(test) == []


def sliding() -> None:
    import streamlit as st

    from playground import controls

    value = controls.continuous("Time", 0.0, 1.0, 0.25, "demo_time", 0.01)
    st.text(repr(value))
    st.button(
        "Half", key="half", on_click=controls.set_values, args=("demo",), kwargs={"time": 0.5}
    )


@pytest.mark.long
def test_continuous_starts_at_its_default_or_where_the_link_says():
    assert opened(sliding).text[0].value == "0.25"
    assert opened(sliding, demo_time="0.7").text[0].value == "0.7"


@pytest.mark.parametrize("bad", ["x", "7", "nan", "", ["0.1", "0.2"]])
def test_continuous_refuses_a_bad_link_in_a_notice(bad):
    test = sound(opened(sliding, demo_time=bad).run())
    assert test.text[0].value == "0.25"
    assert "demo_time" in notices(test)[0]
    assert "demo_time" not in test.query_params
    test.button(key="half").click()
    assert notices(sound(test.run())) == []


def test_continuous_is_set_from_outside_and_the_address_follows():
    test = opened(sliding)
    test.button(key="half").click()
    assert sound(test.run()).text[0].value == "0.5"
    assert test.query_params["demo_time"] == "0.5"
    assert sound(test.run()).text[0].value == "0.5"


def test_a_hidden_number_drawn_by_a_continuous_slider_is_in_the_setup_and_the_link():
    def both() -> None:
        import streamlit as st

        from playground import controls
        from tests.playground.demo import DemoSetup

        controls.continuous("Time", 0.0, 1.0, 0.0, "demo_time")
        st.code(controls.panel(DemoSetup, "demo").model_dump_json())
        st.text(controls.permalink("demo"))
        st.caption(" ".join(controls.unlinked("demo")))

    test = opened(both, demo_time="0.5", demo_layers="2")
    assert said(test) == DemoSetup(layers=2, time=0.5)
    assert test.text[0].value == "?demo_layers=2&demo_time=0.5"
    assert test.caption[0].value == ""


def test_a_link_of_a_time_when_a_knob_had_another_name_is_followed_and_rewritten():
    test = opened(page, demo_speed="0.02", demo_layers="3")
    assert said(test) == DemoSetup(rate=0.02, layers=3)
    assert test.query_params == {"demo_rate": "0.02", "demo_layers": "3"}
    assert not test.warning


def test_where_a_link_has_both_names_the_one_of_today_counts():
    test = opened(page, demo_speed="0.02", demo_rate="0.03")
    assert said(test).rate == 0.03
    assert test.query_params == {"demo_rate": "0.03"}
