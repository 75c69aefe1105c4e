"""Real Flink on the hosts of a rehearsal: it does what the rehearsal said, and hears nothing of it."""

import contextlib
import re
import time

from machine import hosts, job, services


def hold(run, scenario):
    """Real Flink on the same hosts: who registers, under which address, and does a job run?"""
    for name in ("jm1", "tm1", "tm2"):
        run.sh(name, "rm -f /srv/flink/log/*")
    run.flink.start("jm1")
    try:
        # Who looks for its address just as the JobManager begins to listen may be refused from the
        # address of its host name and let in from the next one, which has another name.
        run.flink.wait(0)
        run.flink.start(*scenario.tm)
        wanted = len(scenario.registers)
        end = time.monotonic() + 60
        while time.monotonic() < end and len(registered(run.flink)) < wanted:
            time.sleep(0.5)
        for host, pattern in scenario.logs:
            if not is_logged(run.flink, host, pattern, end):
                run.complain(scenario, f"real Flink on {host} does not log /{pattern}/")
        time.sleep(4)
        got = registered(run.flink)
        if got != tuple(sorted(scenario.registers)):
            run.complain(scenario, f"real Flink registers {got}")
        run.say(f"  real: registered {' '.join(got)}")
        if scenario.runs is None:
            return
        runs = is_job_running(run.flink, 6 if scenario.runs else 40)
        run.say(f"  real: the job {'runs' if runs else 'does not run'}")
        if runs != scenario.runs:
            run.complain(scenario, f"in real Flink the job {'runs' if runs else 'fails'}")
    finally:
        run.flink.stop("jm1", "tm1", "tm2")


@contextlib.contextmanager
def nothing_written(run, scenario):
    """With high availability: a ZooKeeper is there, and not even a session with it is begun."""
    if scenario.kind != "ha":
        yield
        return
    # What the cluster of the scenario before has kept would be recovered by the next one.
    services.start_zookeeper(run.lab, anew=True)
    run.sh("jm1", "rm -rf /srv/shared/ha")
    before = services.zxid(run.lab)
    yield
    after = services.zxid(run.lab)
    if after != before:
        run.complain(scenario, f"ZooKeeper was at {before}, and is at {after}")


def registered(flink):
    """The hosts under which TaskManagers have registered."""
    overview = flink.get("/taskmanagers") or {}
    paths = [each["path"] for each in overview.get("taskmanagers", [])]
    return tuple(sorted(re.sub(r".*@(.*):\d+/.*", r"\1", path) for path in paths))


def is_logged(flink, host, pattern, end):
    while time.monotonic() < end:
        if any(re.search(pattern, line) for file in flink.log(host) for line in open(file)):
            return True
        time.sleep(0.3)
    return False


def is_job_running(flink, seconds):
    """Whether a job over both TaskManagers runs, and goes on running.

    What does not come through fails within 40 s: a partition that is looked for in the wrong place is
    asked for again for up to 20 s."""
    try:
        identifier = job.submit(flink)
        end = time.monotonic() + seconds
        runs = True
        while runs and time.monotonic() < end:
            time.sleep(1)
            runs = job.is_running(flink, identifier) \
                and str(job.restarts(flink, identifier)) == "0"
        return runs
    except hosts.Refusal:
        return False


def beside_real(run, scenario):
    """A cluster that is there: neither stand-in starts, and nothing is in the cluster's logs."""
    run.flink.start("jm1", "tm1")
    try:
        run.flink.wait(1)
        time.sleep(2)
        lines = sum(len(open(file).readlines()) for name in ("jm1", "tm1") for file in run.flink.log(name))
        reports = run.rehearse(scenario)
        for name, report in reports.items():
            rehearsal = report["facts"]["rehearsal"]
            run.say(f"  {name}: {' '.join(rehearsal['verdict'])}")
            if rehearsal["ending"] != "not-started" or not rehearsal["obstacles"]:
                run.complain(scenario, f"{name} began beside a real cluster")
        time.sleep(2)
        after = [line for name in ("jm1", "tm1") for file in run.flink.log(name) for line in open(file)]
        said = [line for line in after[lines:] if "flinkdoctor" in line or " WARN " in line or " ERROR " in line]
        if said:
            run.complain(scenario, f"the cluster logs {said}")
    finally:
        run.flink.stop("jm1", "tm1")


def real_visitor(run, scenario):
    """A real TaskManager that finds a stand-in where its JobManager was, then the real one again."""
    run.flink.start("tm1")
    try:
        reports = run.rehearse(scenario)
        visitors = reports["jm1"]["facts"]["rehearsal"]["visitors"]
        run.say(f"  visitors: {visitors}")
        if not any(each["kind"] == "flink" for each in visitors):
            run.complain(scenario, "it is not named")
        run.flink.start("jm1")
        run.flink.wait(1, limit=90)
        run.say("  real: it registers with the real JobManager after that")
    finally:
        run.flink.stop("jm1", "tm1")


def without_jobmanager(run, scenario):
    """With high availability a stand-in TaskManager has nothing to go by: it says what to give it."""
    process = run.spawn("tm1", "taskmanager", "--deadline", "10s")
    out, err = process.communicate(timeout=30)
    run.say(f"  exit {process.returncode}: {err.strip()}")
    if process.returncode != 2 or out or "--jobmanager HOST:PORT" not in err:
        run.complain(scenario, f"exit {process.returncode}: {out}{err}")
