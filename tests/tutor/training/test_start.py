from tutor.training.start import environment


def test_the_process_knows_what_devices_need_and_no_secret(monkeypatch):
    monkeypatch.setattr("tutor.training.start.own_package", lambda environ: {"PYTHONPATH": "/own"})
    needed = {
        "PATH": "/bin",
        "HOME": "/home/me",
        "LC_ALL": "C.UTF-8",
        "LD_LIBRARY_PATH": "/cuda",
        "CUDA_VISIBLE_DEVICES": "1",
        "PYTORCH_ENABLE_MPS_FALLBACK": "1",
    }
    others = {"OMP_NUM_THREADS": "8", "AWS_SECRET_ACCESS_KEY": "s", "PYTHONWARNINGS": "error"}

    known = environment({**needed, **others})

    assert known == {
        **needed,
        "OMP_NUM_THREADS": "1",
        "OMP_WAIT_POLICY": "PASSIVE",
        "PYTHONOPTIMIZE": "",
        "PYTHONPATH": "/own",
    }
