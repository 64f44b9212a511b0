"""What must hold on every page: it opens, tells its story, and bears its extremes."""

import re
from importlib import import_module

import pytest

from playground import catalog
from tests.brief import brief
from tests.pages import charted
from tests.pages.conftest import arrived, drawn, end_all, shown, sound, wait_until_ended
from tests.pages.pictured import empty, faults
from tests.pages.told import compared, disagreements, hyphens
from tests.pages.viewed import forget

every = pytest.mark.parametrize("topic", catalog.TOPICS, ids=lambda topic: topic.slug)
trained = pytest.mark.parametrize(
    "topic", [topic for topic in catalog.TOPICS if topic.trains], ids=lambda topic: topic.slug
)


@pytest.fixture
def open_page(open_page):
    """As everywhere; a page whose data was never fetched is skipped with a loud reason."""

    def open_it(topic, **parameters):
        at = open_page(topic, **parameters)
        if missing := [each.value for each in at.warning if "not on this machine" in each.value]:
            pytest.skip(f"DATA IS MISSING: {missing[0]}")
        return at

    return open_it


def buttons_of(at) -> list[str]:
    return [button.key or "" for button in at.button]


def lit(at, topic: catalog.Topic) -> list[str]:
    """The keys of the presets that are lit."""
    presets = [each for each in at.button if f"{topic.slug}:preset:" in (each.key or "")]
    return [each.key for each in presets if each.proto.type == "primary"]


def pictured(at, topic: catalog.Topic):
    """The setup of what is on screen: that of the run, unless the view chosen needs no training."""
    setup = at.session_state[f"{topic.slug}:setup"]
    run = at.session_state[f"{topic.slug}:run"].setup if topic.trains else setup
    return run if type(run) is type(setup) else setup


@every
def test_opens_with_a_title_a_picture_and_a_number(topic, open_page):
    at = open_page(topic, **brief(topic))
    if topic.trains:
        run = shown(at, topic)
        wait_until_ended(run)
        assert run.state == "finished", run.sentence
        assert len(run.recording) > 1
        forget(at)
        sound(at.run())
    assert at.title[0].value == topic.title
    assert at.get("bidi_component"), "no scene on the page"
    assert at.metric, "no readout on the page"
    assert not [fault for picture in drawn(at) for fault in faults(picture)]
    assert not charted.faults(at)
    assert not disagreements(at)
    for label, name in compared(at).items():
        assert len(name) <= 48, f"{label} is compared with {name!r}"
        assert not name.endswith("."), f"{label} is compared with a sentence"


@pytest.mark.long
@every
def test_each_preset_is_lit_beside_its_picture_and_tells_what_to_notice(topic, open_page):
    at = open_page(topic)
    keys = [key for key in buttons_of(at) if f"{topic.slug}:preset:" in key]
    assert len(keys) >= 3
    opening, lit_at_first, setups = pictured(at, topic), lit(at, topic), {}
    for key in keys:
        end_all()
        sound(at.button(key=key).click().run())
        arrived(at, topic)
        assert lit(at, topic) == [key]
        setups[key] = at.session_state[f"{topic.slug}:setup"]
        assert pictured(at, topic) == setups[key]
        text = " ".join(str(element.value) for element in at.markdown)
        assert "Notice" in text
        assert "Question" in text
        assert not hyphens(at), "a minus sign is −"
        pictures = drawn(at)
        assert all(each["identity"] for each in pictures if len(each["times"]) > 1)
        assert not [fault for picture in pictures for fault in faults(picture)]
        if not topic.trains:
            assert not [fault for picture in pictures for fault in empty(picture)]
        assert not charted.faults(at)
        assert not disagreements(at)
        images = [image for each in at.get("image") for image in each.proto.imgs]
        assert all(image.alt for image in images), "a picture without words for who does not see it"
    shown_by = {setup.model_dump_json() for setup in setups.values()}
    assert len(shown_by) == len(keys), "two presets show the same"
    assert lit_at_first == [key for key in keys if setups[key] == opening]
    assert lit_at_first, "it opens on a picture of which no story tells"


@pytest.mark.long
@every
def test_what_is_set_is_as_it_was_left_after_another_page(topic, open_page):
    at = open_page(topic, **brief(topic))
    if at.number_input:
        sound(at.number_input[0].set_value(7).run())
    if at.selectbox:
        sound(at.selectbox[0].select_index(1).run())
    setup, picture = at.session_state[f"{topic.slug}:setup"], pictured(at, topic)
    written = dict(at.query_params)
    other = "games" if topic.slug != "games" else "block"
    for slug in (other, topic.slug):
        at.query_params.clear()  # as the navigation does
        sound(at.switch_page(str(catalog.topic(slug).page)).run())
    assert at.session_state[f"{topic.slug}:setup"] == setup
    assert pictured(at, topic) == picture
    assert at.query_params == written


@pytest.mark.long
@every
def test_a_stranger_in_the_link_is_named(topic, open_page):
    kept = {f"{topic.slug}_{name}": "x" for name in topic.keeps}
    strange = {f"{topic.slug}_sede": "3", f"{topic.slug}_veiw": "y"}
    at = open_page(topic, **brief(topic) | kept | strange)
    told = [warning.value for warning in at.warning if "means nothing here" in warning.value]
    assert len(told) == 1
    assert all(name in told[0] for name in strange)
    meant = re.findall(r"Was ` (\w+) ` meant", told[0])
    assert meant or not any(name.endswith(("view", "seed")) for name in kept)
    assert all(name.startswith(f"{topic.slug}_") for name in meant), "a word of another page"
    blamed = re.sub(r" Was ` \w+ ` meant\?", "", told[0])
    assert not any(name in blamed for name in kept)
    assert f"{topic.slug}_sede" not in at.query_params


@pytest.mark.long
@every
def test_a_hand_edited_link_falls_back_with_a_notice(topic, open_page):
    fields = type(import_module(topic.story).STATIONS[0].setup)
    name = next(
        name
        for name, field in fields.model_fields.items()
        if field.annotation in (int, float) and not field.json_schema_extra["hidden"]
    )
    at = open_page(topic, **brief(topic) | {f"{topic.slug}_{name}": "<b>x</b>"})
    setup = at.session_state[f"{topic.slug}:setup"]
    assert getattr(setup, name) == fields.model_fields[name].default
    assert any(f"{topic.slug}_{name}" in warning.value for warning in at.warning)
    for parameter, value in brief(topic).items():
        other = parameter.removeprefix(f"{topic.slug}_")
        assert other == name or getattr(setup, other) == int(value), "a good one was lost with it"


@every
def test_every_preset_has_a_key(topic):
    assert 1 <= len(import_module(topic.story).STATIONS) <= 9


@pytest.mark.long
@trained
def test_pressing_train_twice_shares_one_run(topic, open_page):
    at = open_page(topic, **brief(topic))
    first = shown(at, topic)
    sound(at.button(key=f"{topic.slug}:train").click().run())
    sound(at.button(key=f"{topic.slug}:train").click().run())
    assert shown(at, topic) is first


@pytest.mark.long
@trained
def test_two_sessions_with_one_setup_share_one_run(topic, open_page):
    parameters = brief(topic) | {f"{topic.slug}_seed": "77"}
    one, other = open_page(topic, **parameters), open_page(topic, **parameters)
    assert shown(one, topic) is shown(other, topic)


@pytest.mark.long
@trained
def test_a_changed_knob_waits_for_train(topic, open_page):
    at = open_page(topic, **brief(topic))
    before = shown(at, topic)
    sound(at.number_input(key=f"{topic.slug}_seed").set_value(4321).run())
    assert shown(at, topic) is before
    sound(at.button(key=f"{topic.slug}:train").click().run())
    assert shown(at, topic).setup.seed == 4321
