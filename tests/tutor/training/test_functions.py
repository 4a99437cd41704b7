import pytest
import torch

from tutor.errors import TrainingError
from tutor.training.driving import DRIVING
from tutor.training.functions import load

NUMBER = torch.ones(())


def error(source, *args, like=NUMBER, slug="q_sample"):
    with pytest.raises(TrainingError) as caught:
        load({slug: source})[slug](*args, like=like)
    return caught.value


def test_a_syntax_error_is_told_at_its_line():
    told = error("import torch\n\ndef q_sample(:\n")

    assert str(told) == "q_sample.py:3: SyntaxError: invalid syntax"
    assert told.hint == "mend it and pass `tutor grade q_sample`"


def test_an_error_while_loading_is_told_at_its_line():
    told = error("import torch\nimport numpi\n")

    assert str(told) == "q_sample.py:2: ModuleNotFoundError: No module named 'numpi'"


def test_a_missing_function_is_told():
    told = error("def q_smaple(): ...\n")

    assert str(told) == "q_sample.py:1: there is no function `q_sample`"


def test_what_a_function_raises_is_told_at_the_learners_own_line():
    source = "def q_sample(x):\n    return inner(x)\n\n\ndef inner(x):\n    return x @ x\n"

    told = error(source, torch.ones(2, 3))

    assert str(told).startswith("q_sample.py:6: RuntimeError: mat1 and mat2 shapes cannot be mul")


def test_an_exit_is_an_error_like_any_other():
    told = error("import sys\n\ndef q_sample():\n    sys.exit('done')\n")

    assert str(told) == "q_sample.py:4: SystemExit: done"


def test_control_characters_of_an_error_do_not_reach_the_terminal():
    told = error("def q_sample():\n    raise ValueError('\\x1b[2Jgone\\nsecond line')\n")

    assert str(told) == "q_sample.py:2: ValueError:  [2Jgone"


def test_a_value_that_is_no_tensor_is_told():
    told = error("def q_sample():\n    return None\n")

    assert str(told) == "`q_sample` returned `NoneType`, not a tensor"


def test_a_wrong_shape_is_told_expected_before_seen():
    told = error("def q_sample(x):\n    return x.sum(1)\n", torch.ones(2, 3), like=torch.ones(2, 3))

    assert str(told) == "`q_sample` must return shape (2, 3), but returned (2,)"


def test_a_wrong_dtype_is_told_expected_before_seen():
    told = error("def q_sample(x):\n    return x.double()\n", torch.ones(2), like=torch.ones(2))

    assert str(told) == "`q_sample` must return torch.float32, but returned torch.float64"


def test_a_wrong_device_is_told_expected_before_seen():
    source = "def q_sample(x):\n    return x.to('meta')\n"

    told = error(source, torch.ones(2), like=torch.ones(2))

    assert str(told) == "`q_sample` must return a tensor on cpu, but returned meta"


def test_what_a_function_makes_lies_where_its_inputs_do():
    source = "import torch\ndef q_sample(x):\n    return x + torch.ones(2)\n"
    function = load({"q_sample": source})["q_sample"]
    there = torch.ones(2, device="meta")

    assert function(there, like=there).device.type == "meta"
    assert torch.ones(1).device.type == "cpu"


def test_too_little_memory_in_a_learners_function_is_told_at_their_line():
    told = error("import torch\n\ndef q_sample():\n    return torch.empty(10**15)\n")

    assert str(told) == "q_sample.py:4: there is too little free memory"
    assert told.hint == (
        "end what else uses it, choose `--device cpu`, or make smaller tensors there"
    )


def test_a_device_that_gives_out_is_not_the_learners():
    source = "def q_sample():\n    raise RuntimeError('CUDA error: unspecified launch failure')\n"

    with pytest.raises(RuntimeError, match="CUDA error"):
        load({"q_sample": source})["q_sample"](like=torch.ones(()))


def test_a_learners_file_may_import_one_that_came_before():
    both = load(
        {
            "alpha_bar": "def alpha_bar(x):\n    return x + 1\n",
            "q_sample": "from alpha_bar import alpha_bar\n\ndef q_sample(x):\n"
            "    return alpha_bar(x)\n",
        }
    )

    assert both["q_sample"](torch.ones(1), like=torch.ones(1)).item() == 2


def test_a_default_set_by_a_learners_file_or_function_holds_for_nothing_else():
    line = "torch.set_default_dtype(torch.float64)"
    source = f"import torch\n{line}\n\ndef q_sample():\n    {line}\n    return torch.ones(1)\n"

    loaded = load({"q_sample": source})

    assert torch.get_default_dtype() is torch.float32
    assert loaded["q_sample"](like=torch.ones(1, dtype=torch.float64)).dtype is torch.float64
    assert torch.get_default_dtype() is torch.float32


def test_what_the_learner_has_not_written_is_ours():
    functions = load({"q_sample": "def q_sample(x):\n    return x\n"})

    assert tuple(functions) == tuple(slug for slug in DRIVING if "capstone" not in slug)
    assert [slug for slug, function in functions.items() if function.learners] == ["q_sample"]
