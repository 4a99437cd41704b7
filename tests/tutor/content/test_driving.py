"""What the learner writes in lessons 08 and 10 moves the simulations as the tutor's own does."""

import os
from pathlib import Path

import pytest

from tutor.grading.driving import Code, Driver
from tutor.grading.grader import HIDDEN
from tutor.simulations import catalogue
from tutor.simulations.functions import REFERENCE

ROOT = Path(__file__).parents[3]
FIELD = {"walk": 40, "t": 50, "anneal": "on", "density": "off", "seed": 0}
STEPS = {"step": 9, "steps": 9, "sampler": "euler", "order": "off", "seed": 0}


@pytest.fixture(scope="module")
def driver():
    driver = Driver([ROOT / name for name in HIDDEN], os.environ)
    yield driver
    driver.close()


@pytest.mark.parametrize(
    ("path", "name", "settings"),
    [
        ("08_score/langevin_step", "score-field", FIELD),
        ("10_solvers/euler_step", "steps-vs-quality", STEPS),
        ("10_solvers/dpmpp_2m_step", "steps-vs-quality", {**STEPS, "sampler": "dpm++2m"}),
    ],
)
def test_a_function_drives_its_simulation(driver, path, name, settings):
    slug, simulation = path.split("/")[1], catalogue.simulation(name)
    source = (ROOT / "solutions" / f"{path}.py").read_text("utf-8")
    written = driver.function(Code(slug, f"{slug}.py", source))

    frame = simulation.frame(settings, {**REFERENCE, slug: written})
    spoiled = simulation.frame(settings, {**REFERENCE, slug: lambda *given: given[0]})

    assert frame.readouts == simulation.frame(settings).readouts
    assert spoiled.readouts != frame.readouts
