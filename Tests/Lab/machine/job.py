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


def submit(flink):
    """Starts the job and waits until all of its tasks run; returns its id."""
    path = jar(flink.lab.version)

    def post(*words):
        said = flink.lab.output("jm1", "curl", "-sk", *words)
        try:
            return json.loads(said)
        except ValueError:
            raise Refusal(f"no answer to {words}: {said}") from None

    address = "http://jm1:8081"
    uploaded = post("-F", f"jarfile=@{path};type=application/x-java-archive",
                    f"{address}/jars/upload")["filename"]
    started = post("-X", "POST", f"{address}/jars/{os.path.basename(uploaded)}/run")
    if "jobid" not in started:
        raise Refusal(f"the job does not start: {started}")
    end = time.monotonic() + 60
    while not is_running(flink, started["jobid"]):
        if time.monotonic() > end:
            raise Refusal(f"the job does not run: {flink.get('/jobs/' + started['jobid'])}")
        time.sleep(0.2)
    return started["jobid"]


def is_running(flink, identifier):
    said = flink.get(f"/jobs/{identifier}") or {}
    return said.get("state") == "RUNNING" and all(
        vertex["status"] == "RUNNING" for vertex in said["vertices"])


def restarts(flink, identifier):
    said = flink.get(f"/jobs/{identifier}/metrics?get=numRestarts")
    return said[0]["value"] if said else "unknown"


def cancel(flink, identifier):
    flink.lab.output(
        "jm1", "curl", "-s", "-X", "PATCH", f"http://jm1:8081/jobs/{identifier}?mode=cancel")
