"""A hazard is called controlled only while a test that holds its control passes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hazards import Control, Hazard, Tally, load_hazards

ONE = Hazard("HZ1", "It breaks.", 5, 3, 1, (Control("HZ1-a", "It is held."),))


def test_the_log_of_this_app_can_be_read() -> None:
    hazards = load_hazards()

    assert [each.id for each in hazards] == [f"HZ{n}" for n in range(1, 25)]


@pytest.mark.parametrize(
    ("noted", "fault"),
    [
        pytest.param([], "HZ1-a: no test holds it", id="no test"),
        pytest.param(
            [("HZ1-a", "test_x", True), ("HZ1-a", "test_y", False)],
            "HZ1-a: failed or was skipped: test_y",
            id="one of two did not pass",
        ),
        pytest.param(
            [("HZ1-a", "test_x", True), ("HZ9-z", "test_y", True)],
            "HZ9-z: no such control in hazards.toml",
            id="a control that there is not",
        ),
    ],
)
def test_a_control_without_a_passing_test_is_a_fault(
    noted: list[tuple[str, str, bool]], fault: str
) -> None:
    tally = Tally((ONE,))

    for control, test, is_passed in noted:
        tally.note(control, test, is_passed)

    assert tally.faults() == [fault]


def test_a_control_whose_tests_passed_is_no_fault_and_stands_in_the_log() -> None:
    tally = Tally((ONE,))

    tally.note("HZ1-a", "tests/test_x.py::test_x[one]", True)
    tally.note("HZ1-a", "tests/test_x.py::test_x[two]", True)

    assert tally.faults() == []
    assert tally.as_markdown().count("`tests/test_x.py::test_x`") == 1
    assert "risk 15" in tally.as_markdown()


@pytest.mark.parametrize(
    ("good", "bad", "says"),
    [
        pytest.param("severity = 5", "severity = 6", "1 to 5", id="severity of six"),
        pytest.param(
            "residual_likelihood = 1",
            "residual_likelihood = 3",
            "too likely",
            id="still likely",
        ),
        pytest.param(
            'controls = [{ id = "a", text = "b" }]',
            "controls = []",
            "no control",
            id="no control",
        ),
        pytest.param('id = "a"', 'id = "HZ1"', "stands twice", id="an id again"),
    ],
)
def test_a_malformed_hazard_is_refused(
    tmp_path: Path, good: str, bad: str, says: str
) -> None:
    text = """
[[hazards]]
id = "HZ1"
hazard = "It breaks."
severity = 5
likelihood = 3
residual_likelihood = 1
controls = [{ id = "a", text = "b" }]
"""
    file = tmp_path / "hazards.toml"
    file.write_text(text.replace(good, bad), encoding="utf-8")

    with pytest.raises(ValueError, match=says):
        load_hazards(file)
