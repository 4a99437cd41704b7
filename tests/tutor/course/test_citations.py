from __future__ import annotations

import pytest

from tutor.course.citations import Citation, Work, citations, cited

HO = Work("ho", ("Jonathan Ho", "Ajay Jain", "Pieter Abbeel"), 2020, "DDPM", "arXiv:2006.11239")
VINCENT = Work("vincent", ("Pascal Vincent",), 2011, "A Connection", "Neural Computation 23")
SDE = Work("sde", ("Yang Song", "Ben Poole", "Stefano Ermon"), 2021, "SDE", "arXiv:2011.13456")
DDIM = Work("ddim", ("Jiaming Song", "Chenlin Meng", "others"), 2021, "DDIM", "arXiv:2010.02502")
WORKS = [HO, VINCENT, SDE, DDIM]


@pytest.mark.parametrize(
    ("text", "name", "year"),
    [
        ("the schedule of Ho et al. 2020, section 4", "Ho", 2020),
        ("Ho et al. take $T = 1000$ (2020, section 4)", "Ho", 2020),
        ("due to Vincent (2011) and others", "Vincent", 2011),
        ("Song, Meng and Ermon 2021", "Meng", 2021),
        ("Sohl-Dickstein et al. 2015", "Sohl-Dickstein", 2015),
        ("Székely and Rizzo 2013", "Székely", 2013),
    ],
)
def test_a_name_and_a_year_cite_a_work(text: str, name: str, year: int) -> None:
    (found,) = citations([text])

    assert (found.name, found.year) == (name, year)


@pytest.mark.parametrize(
    "text",
    [
        "Take 2000 steps.",
        "in the year 2021",
        "Ho et al. take $T$. A later one (2020) does too",
        "Version 2020.11239",
        "ho et al. 2020",
    ],
)
def test_a_number_alone_cites_nothing(text: str) -> None:
    assert not list(citations([text]))


def test_a_number_of_arxiv_speaks_for_the_name_before_it() -> None:
    lines = ["first", "the Transformer, DiT (2023, arXiv:2212.09748)", "and Ho et al.", "2020"]

    assert list(citations(lines)) == [
        Citation("arXiv:2212.09748", 2, number="2212.09748"),
        Citation("Ho et al. 2020", 3, name="Ho", year=2020),
    ]


def test_works_come_in_the_order_of_the_bibliography_and_once() -> None:
    lines = ["Vincent 2011; arXiv:2006.11239,", "Ho et al. 2020 and Ho et al. 2020"]

    assert cited(lines, WORKS) == [HO, VINCENT]


def test_of_two_works_of_a_name_and_a_year_the_one_whose_number_is_given_is_meant() -> None:
    lines = ["Song et al. 2021, arXiv:2010.02502", "as Song et al. 2021 say"]

    assert cited(lines, WORKS) == [DDIM]
    assert cited(lines[1:], WORKS) == [SDE, DDIM]


@pytest.mark.parametrize(
    ("work", "short", "whole"),
    [
        (VINCENT, "Vincent 2011", "Pascal Vincent (2011). *A Connection*. Neural Computation 23"),
        (
            HO,
            "Ho et al. 2020",
            "Jonathan Ho, Ajay Jain and Pieter Abbeel (2020). *DDPM*. arXiv:2006.11239",
        ),
        (
            DDIM,
            "Song et al. 2021",
            "Jiaming Song, Chenlin Meng and others (2021). *DDIM*. arXiv:2010.02502",
        ),
    ],
)
def test_a_work_is_named_in_short_and_in_full(work: Work, short: str, whole: str) -> None:
    assert work.cited_as == short
    assert work.reference() == whole


def test_a_number_of_arxiv_leads_to_the_paper() -> None:
    assert HO.linked.endswith(" *DDPM*. [arXiv:2006.11239](https://arxiv.org/abs/2006.11239)")
    assert VINCENT.linked.endswith(" *A Connection*. Neural Computation 23")
