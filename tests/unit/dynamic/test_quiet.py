"""A refusal is one line in its thread; every other failure keeps its frames in its own."""

import subprocess
import sys
import textwrap


def python(code):
    """Run code where Pulumi's process would: the limit is of the whole interpreter."""
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=False
    )


THREADS = """
    import sys, threading, traceback
    {before}
    from pulumi_scaling.dynamic.quiet import keep_refusals_short
    from pulumi_scaling.errors import NotFound
    keep_refusals_short()
    keep_refusals_short()
    barrier, printed = threading.Barrier(8), {{}}

    def deeper(error):
        raise error

    def work(number):
        error = NotFound("gone") if number % 2 else ValueError("bug")
        try:
            deeper(error)
        except Exception:
            barrier.wait()
            for _ in range(200):
                printed[number] = traceback.format_exc()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    for number in range(8):
        print(number % 2, printed[number].count("File "), printed[number].splitlines()[-1])
"""


def test_refusals_are_one_line_while_bugs_in_other_threads_keep_their_frames():
    lines = python(THREADS.format(before="")).stdout.splitlines()
    assert lines == ["0 2 ValueError: bug", "1 0 pulumi_scaling.NotFound: gone"] * 4


def test_a_limit_that_was_set_holds_for_everything_else():
    lines = python(THREADS.format(before="sys.tracebacklimit = 1")).stdout.splitlines()
    assert lines == ["0 1 ValueError: bug", "1 0 pulumi_scaling.NotFound: gone"] * 4


def test_an_uncaught_bug_is_printed_whole_by_the_interpreter():
    code = """
        from pulumi_scaling.dynamic.quiet import keep_refusals_short
        keep_refusals_short()
        def deeper():
            raise ValueError("bug")
        deeper()
    """
    ended = python(code)
    assert ended.returncode == 1
    assert ended.stderr.strip().endswith("ValueError: bug")
