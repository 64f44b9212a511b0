"""What must hold on every page: it opens, tells its story, and bears its extremes."""

import pytest

from playground import catalog
from tests.pages.conftest import shown, sound, wait_until_ended

pytestmark = pytest.mark.parametrize("topic", catalog.TOPICS, ids=lambda topic: topic.slug)

# Trainings started by a page under test end soon: what is tested is the page.
BRIEF = "20"


def test_opens_with_a_title_and_something_to_see(topic, open_page):
    at = open_page(topic, **{f"{topic.slug}_steps": BRIEF})
    assert at.title[0].value == topic.title
    run = shown(at, topic)
    wait_until_ended(run)
    assert run.state == "finished", run.sentence
    sound(at.run())
    assert len(run.recording) > 1
    assert at.get("bidi_component"), "no scene on the page"
    assert at.metric, "no readout on the page"


def test_each_preset_turns_the_knobs_and_tells_what_to_notice(topic, open_page):
    at = open_page(topic, **{f"{topic.slug}_steps": BRIEF})
    count = sum(button.key.startswith(f"{topic.slug}:preset:") for button in at.button)
    assert 3 <= count <= 6
    setups = set()
    for number in range(1, count + 1):
        sound(at.button(key=f"{topic.slug}:preset:{number}").click().run())
        setups.add(shown(at, topic).setup.model_dump_json())
        text = " ".join(str(element.value) for element in at.markdown)
        assert "Notice" in text
        assert "Question" in text
    assert len(setups) == count, "two presets show the same"


def test_every_control_bears_both_its_ends(topic, open_page):
    at = open_page(topic, **{f"{topic.slug}_steps": BRIEF})
    for index in range(len(at.slider)):
        for end in (at.slider[index].min, at.slider[index].max):
            sound(at.slider[index].set_value(end).run())
    for index in range(len(at.select_slider)):
        slider = at.select_slider[index]
        for end in (slider.options[0], slider.options[-1]):  # as a person reads them
            sound(at.select_slider[index].set_value(type(slider.value)(end)).run())
    for index in range(len(at.selectbox)):
        for option in range(len(at.selectbox[index].options)):
            sound(at.selectbox[index].select_index(option).run())


def test_a_hand_edited_link_falls_back_with_a_notice(topic, open_page):
    at = open_page(topic, **{f"{topic.slug}_steps": BRIEF, f"{topic.slug}_seed": "<b>x</b>"})
    assert shown(at, topic).setup.seed == type(shown(at, topic).setup)().seed
    assert shown(at, topic).setup.steps == int(BRIEF), "a good parameter was lost with the bad one"
    assert any(f"{topic.slug}_seed" in warning.value for warning in at.warning)


def test_pressing_train_twice_shares_one_run(topic, open_page):
    at = open_page(topic, **{f"{topic.slug}_steps": BRIEF})
    first = shown(at, topic)
    sound(at.button(key=f"{topic.slug}:train").click().run())
    sound(at.button(key=f"{topic.slug}:train").click().run())
    assert shown(at, topic) is first


def test_two_sessions_with_one_setup_share_one_run(topic, open_page):
    parameters = {f"{topic.slug}_steps": BRIEF, f"{topic.slug}_seed": "77"}
    one, other = open_page(topic, **parameters), open_page(topic, **parameters)
    assert shown(one, topic) is shown(other, topic)


def test_a_changed_knob_waits_for_train(topic, open_page):
    at = open_page(topic, **{f"{topic.slug}_steps": BRIEF})
    before = shown(at, topic)
    sound(at.number_input(key=f"{topic.slug}_seed").set_value(4321).run())
    assert shown(at, topic) is before
    sound(at.button(key=f"{topic.slug}:train").click().run())
    assert shown(at, topic).setup.seed == 4321
