"""A Flink cluster on the hosts of a lab: its configuration, its processes, and what its REST says."""

import json
import os
import re
import subprocess
import time

from machine import daemon
from machine.hosts import CHECKOUT, FLINK, Refusal

# Little memory: these JVMs share the machine with a compiler.
JVM = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmn48m"
# What Java 17 asks for and the configurations up to 1.17 do not bring.
OPENS = " ".join(
    f"--add-opens=java.base/{package}=ALL-UNNAMED"
    for package in ("java.lang", "java.util", "java.net", "java.nio")
) + " --add-exports=java.base/sun.net.util=ALL-UNNAMED"


def is_at_least(version, minor):
    return tuple(int(part) for part in version.split(".")[:2]) >= minor


def file_name(version):
    return "config.yaml" if is_at_least(version, (1, 19)) else "flink-conf.yaml"


def configuration(version):
    """What a careful operator writes for one JobManager and two TaskManagers."""
    if is_at_least(version, (1, 18)):
        with open(os.path.join(home(version), "conf", file_name(version))) as shipped:
            opens = re.search(r"^ *(?:env\.java\.opts\.)?all: (.*)$", shipped.read(), re.M)[1]
        java = {"env.java.opts.all": f"{opens} {JVM}"}
    else:
        name = "env.java.opts.all" if is_at_least(version, (1, 17)) else "env.java.opts"
        java = {name: f"{OPENS} {JVM}"}
    return {
        "jobmanager.rpc.address": "jm1",
        "jobmanager.rpc.port": "6123",
        "jobmanager.bind-host": "0.0.0.0",
        "jobmanager.memory.process.size": "1600m",
        "taskmanager.bind-host": "0.0.0.0",
        "taskmanager.rpc.port": "6122",
        "taskmanager.data.port": "6121",
        "taskmanager.memory.process.size": "1728m",
        "taskmanager.numberOfTaskSlots": "2",
        "parallelism.default": "2",
        "blob.server.port": "6124",
        "metrics.internal.query-service.port": "6125",
        "rest.address": "jm1",
        "rest.port": "8081",
        "rest.bind-address": "0.0.0.0",
        "io.tmp.dirs": "/srv/work",
        **java,
    }


def home(version):
    script = f"{CHECKOUT}/Tests/flink-distribution"
    return subprocess.check_output([script, version], text=True).strip()


class Cluster:
    def __init__(self, lab):
        self.lab = lab

    @property
    def file(self):
        return f"{FLINK}/conf/{file_name(self.lab.version)}"

    def configure(self, settings, jobmanagers=("jm1",), taskmanagers=("tm1", "tm2")):
        values = {**configuration(self.lab.version), **settings}
        text = "".join(f"{key}: {value}\n" for key, value in values.items() if value != "")
        for name in self.lab.hosts:
            if not daemon.role(name) and name != "client":
                continue
            os.makedirs(self.lab.path(name, "/srv/work"), exist_ok=True)
            self.write(name, self.file, text)
            self.write(name, f"{FLINK}/conf/masters", "".join(f"{jm}:8081\n" for jm in jobmanagers))
            self.write(name, f"{FLINK}/conf/workers", "".join(f"{tm}\n" for tm in taskmanagers))

    def write(self, name, path, text):
        with open(self.lab.path(name, path), "w") as out:
            out.write(text)

    def set(self, name, settings):
        """Sets keys in the host's file, or takes the line out where the value is empty."""
        with open(self.lab.path(name, self.file)) as source:
            lines = source.read().splitlines()
        for key, value in settings.items():
            at = [n for n, line in enumerate(lines) if line.split(":")[0].strip() == key]
            if value == "":
                lines = [line for n, line in enumerate(lines) if n not in at]
            elif at:
                lines[at[0]] = f"{key}: {value}"
            else:
                lines.append(f"{key}: {value}")
        self.write(name, self.file, "\n".join(lines) + "\n")

    def start(self, *names, options=()):
        """Starts each host's process as Flink's own scripts do."""
        for name in names:
            if not daemon.role(name):
                raise Refusal(f"{name} runs no Flink")
            with open(self.lab.path(name, self.file)) as source:
                text = source.read()
            said = self.lab.output(
                name, *daemon.words(name, self.lab.path(name, FLINK), text, options))
            if said:
                raise Refusal(f"{name} does not start: {said}")

    def signal(self, name, signal):
        self.lab.output(name, "pkill", f"-{signal}", "-x", "java")

    def stop(self, *names):
        """Kills each host's process, frozen or not, and waits until it is gone."""
        for name in names:
            self.signal(name, "KILL")
        for name in names:
            while self.lab.output(name, "pgrep", "-x", "java"):
                time.sleep(0.05)
            self.lab.output(name, "sh", "-c", "rm -f /tmp/flink-*.pid")

    def get(self, path, name="jm1", method="GET", body=None):
        """A REST answer, asked for on the JobManager's own host; None while there is none."""
        words = ["curl", "-s", "-m", "5", "-X", method, f"http://{name}:8081{path}"]
        try:
            return json.loads(self.lab.output(name, *words))
        except ValueError:
            return None

    def wait(self, count=2, name="jm1", limit=90):
        """Waits until so many TaskManagers are registered."""
        end = time.monotonic() + limit
        while time.monotonic() < end:
            overview = self.get("/overview", name)
            if overview and overview.get("taskmanagers") == count:
                return
            time.sleep(0.3)
        raise Refusal(f"after {limit} s there are not {count} TaskManagers: {overview}")

    def log(self, name):
        """The host's log files, as seen from outside."""
        folder = self.lab.path(name, f"{FLINK}/log")
        if not os.path.isdir(folder):
            return []
        return sorted(f"{folder}/{file}" for file in os.listdir(folder) if file.endswith(".log"))
