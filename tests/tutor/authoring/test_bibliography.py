from tutor.authoring.bibliography import check_bibliography
from tutor.course.reading.faults import Faults

HO = """ho-2020:
  authors: [Jonathan Ho, Ajay Jain, Pieter Abbeel]
  year: 2020
  title: Denoising Diffusion Probabilistic Models
  at: arXiv:2006.11239
"""


def faults_of(folder) -> list[tuple[str, str, bool]]:
    """Each as `path:line: what`, its hint, and whether it is a warning."""
    course = folder.read()
    faults = Faults(folder.root, folder.root)
    check_bibliography(course, faults)
    return [(str(fault), fault.hint, fault.warning) for fault in faults.in_order()]


def test_a_course_that_cites_nothing_needs_no_bibliography(folder):
    folder.lesson("## One\nText.\n")

    assert faults_of(folder) == []


def test_a_work_that_is_declared_may_be_cited_by_name_and_by_number(folder):
    folder.write("lessons/bibliography.yaml", HO)
    folder.lesson("## One\nHo et al. 2020 say so, and (arXiv:2006.11239) too.\n")

    assert faults_of(folder) == []


def test_what_is_cited_and_not_declared_is_named_on_its_line(folder):
    folder.write("lessons/bibliography.yaml", HO)
    folder.lesson("## One\nHo et al. 2020 say so.\nVincent (2011) does.\nSee arXiv:2006.11238.\n")

    (vincent, hint, _), (number, guess, _) = faults_of(folder)
    assert vincent.endswith(": cites what the bibliography lacks: `Vincent (2011)`")
    assert hint == ("declare it in lessons/bibliography.yaml, with authors, year, title and `at`")
    assert number.endswith(": cites what the bibliography lacks: `arXiv:2006.11238`")
    assert guess == "did you mean `2006.11239`?"


def test_a_work_that_no_lesson_cites_is_a_warning(folder):
    folder.write("lessons/bibliography.yaml", HO)
    folder.lesson("## One\nText.\n")

    assert faults_of(folder) == [
        (
            "lessons/bibliography.yaml:1: no lesson cites `ho-2020`",
            "cite it where it is needed, or take it out",
            True,
        )
    ]


def test_a_work_without_a_title_is_a_fault(folder):
    folder.write("lessons/bibliography.yaml", HO.replace("  title", "  titel"))
    folder.lesson("## One\nHo et al. 2020.\n")

    assert [fault for fault, _, _ in faults_of(folder)] == [
        "lessons/bibliography.yaml:1: `ho-2020` has no `title`",
        "lessons/bibliography.yaml:4: `ho-2020` has an unknown key `titel`",
    ]
