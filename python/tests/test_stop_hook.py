"""The stop hook reads what `nashboard check --json` says, and says why when it cannot."""

import json
import sys
import time

from nashboard.stop_hook import StopHook

FINDING = {"rule": "samples-collapse", "headline": "The samples collapse", "severity": 4, "state": "confirmed"}
ANSWER = {
    "schema": 1,
    "runs": [
        {
            "run": ".",
            "findings": [
                {**FINDING, "firstStep": 600, "lastSafeStep": 500},
                {**FINDING, "severity": 5, "state": "suspected", "firstStep": 700, "lastSafeStep": None},
            ],
        }
    ],
}


def waited_for(hook):
    hook.should_stop()
    for _ in range(500):
        if not hook._thread.is_alive():
            return
        time.sleep(0.01)


def test_confirmed_findings_of_a_file_stop_with_the_last_safe_step(tmp_path):
    (tmp_path / "findings.json").write_text(json.dumps(ANSWER))
    hook = StopHook(str(tmp_path), findings_file=tmp_path / "findings.json", every_seconds=0)
    hook.ask()
    stop = hook.should_stop(4)
    assert (stop.rule, stop.severity, stop.first_step, stop.last_safe_step) == ("samples-collapse", 4, 600, 500)
    assert hook.should_stop(5) is None


def test_the_command_is_run_off_the_thread_and_its_exit_code_3_is_an_answer(tmp_path):
    script = tmp_path / "check.py"
    script.write_text(f"import sys\nprint({json.dumps(ANSWER)!r})\nassert sys.argv[1:] == ['check', 'logs', '--json']\nsys.exit(3)")
    hook = StopHook("logs", command=[sys.executable, str(script)])
    waited_for(hook)
    assert hook.why_unable is None
    assert hook.should_stop().last_safe_step == 500


def test_a_command_that_fails_is_not_health(tmp_path):
    hook = StopHook("logs", command=[sys.executable, "-c", "import sys; sys.exit('no such log')"])
    waited_for(hook)
    assert hook.should_stop() is None
    assert "no such log" in hook.why_unable
