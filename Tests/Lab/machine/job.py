"""A running job on a cluster: compiled against its Flink, submitted through its REST."""

import hashlib
import json
import os
import subprocess
import time

from machine import kinds
from machine.hosts import CHECKOUT, Refusal

SOURCE = f"{CHECKOUT}/Tests/Lab/job/LabJob.java"


def jar(version):
    home = kinds.home(version)
    with open(SOURCE, "rb") as source:
        name = f"job-{version}-{hashlib.sha256(source.read()).hexdigest()[:16]}"
    folder = f"{os.path.dirname(home)}/lab"
    path = f"{folder}/{name}.jar"
    if not os.path.exists(path):
        work = f"{folder}/{name}-{os.getpid()}"
        subprocess.run(
            ["javac", "-nowarn", "-proc:none", "-d", work, "-cp", f"{home}/lib/*", SOURCE],
            check=True)
        subprocess.run(["jar", "cfe", f"{work}.jar", "LabJob", "-C", work, "."], check=True)
        os.rename(f"{work}.jar", path)
        subprocess.run(["rm", "-r", work], check=True)
    return path


def submit(flink, kind="runs", parallelism=4):
    """Starts a job of one of LabJob's kinds and waits until it is what it shall be; returns its id."""
    path = jar(flink.lab.version)

    def post(*words):
        said = flink.lab.output("jm1", "curl", "-sk", *words)
        try:
            return json.loads(said)
        except ValueError:
            raise Refusal(f"no answer to {words}: {said}") from None

    address = f"{flink.scheme}://jm1:8081"
    uploaded = post("-F", f"jarfile=@{path};type=application/x-java-archive",
                    f"{address}/jars/upload")
    if "filename" not in uploaded:
        raise Refusal(f"the job's jar is not taken: {uploaded}")
    name = os.path.basename(uploaded["filename"])
    body = json.dumps({"programArgsList": [kind, str(parallelism)]})
    started = post("-X", "POST", "-H", "Content-Type: application/json", "-d", body,
                   f"{address}/jars/{name}/run")
    if "jobid" not in started:
        raise Refusal(f"the job does not start: {started}")
    end = time.monotonic() + 60
    while not is_as_meant(flink, started["jobid"], kind, parallelism):
        said = flink.get("/jobs/" + started["jobid"]) or {}
        if time.monotonic() > end or kind == "runs" and said.get("state") == "FAILED":
            raise Refusal(f"the job does not do that: {flink.get('/jobs/' + started['jobid'])}")
        time.sleep(0.2)
    return started["jobid"]


def is_as_meant(flink, identifier, kind, parallelism):
    said = flink.get(f"/jobs/{identifier}") or {}
    state = said.get("state")
    if kind == "fails":
        return state == "FAILED"
    if kind == "restarts":
        told = flink.get(f"/jobs/{identifier}/exceptions") or {}
        history = told.get("exceptionHistory", {}).get("entries", [])
        return state in ("RESTARTING", "RUNNING") and (
            len(history) >= 3 or len(told.get("all-exceptions", [])) > 0)
    checkpoints = flink.get(f"/jobs/{identifier}/checkpoints") or {}
    if kind in ("expire", "outgrows"):
        return checkpoints.get("counts", {}).get("failed", 0) >= 3
    if kind == "hoards":
        latest = (checkpoints.get("latest") or {}).get("completed") or {}
        return latest.get("state_size", 0) >= parallelism * 7_000_000
    if parallelism > 4:
        # Waits for slots; what has just begun to wait is no fault yet.
        return said.get("now", 0) - said.get("start-time", 0) > 14_000
    return is_running(flink, identifier)


def is_running(flink, identifier):
    said = flink.get(f"/jobs/{identifier}") or {}
    return said.get("state") == "RUNNING" and all(
        vertex["status"] == "RUNNING" for vertex in said["vertices"])


def restarts(flink, identifier):
    said = flink.get(f"/jobs/{identifier}/metrics?get=numRestarts")
    return said[0]["value"] if said else "unknown"


def cancel(flink, identifier):
    """Cancels a job, or `all` that are not over, and waits until they are."""
    def live():
        jobs = (flink.get("/jobs/overview") or {}).get("jobs", [])
        return [job["jid"] for job in jobs if job["state"] in (
            "INITIALIZING", "CREATED", "RUNNING", "RESTARTING", "FAILING", "CANCELLING")]

    end = time.monotonic() + 30
    for one in live() if identifier == "all" else [identifier]:
        flink.lab.output(
            "jm1", "curl", "-sk", "-X", "PATCH", f"{flink.scheme}://jm1:8081/jobs/{one}?mode=cancel")
    while identifier == "all" and live() and time.monotonic() < end:
        time.sleep(0.2)
