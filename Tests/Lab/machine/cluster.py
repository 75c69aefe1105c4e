"""A Flink cluster on the hosts of a lab: its files, its processes, and what its REST says."""

import json
import os
import re
import time

from machine import daemon, kinds, namespaces
from machine.hosts import FLINK, Refusal


class Cluster:
    def __init__(self, lab):
        self.lab = lab

    # -- files

    def file(self, name):
        standard = f"{FLINK}/conf/config.yaml"
        there = os.path.exists(self.lab.path(name, standard))
        return standard if there else f"{FLINK}/conf/flink-conf.yaml"

    def version(self, name):
        """What is placed on the host, by its flink-dist."""
        jars = os.listdir(self.lab.path(name, f"{FLINK}/lib"))
        dist = next(jar for jar in jars if jar.startswith("flink-dist"))
        return dist.removesuffix(".jar").rsplit("-", 1)[1]

    def configure(self, settings):
        """Writes every host's files."""
        for name in self.lab.hosts:
            if daemon.role(name) or name == "client":
                self.configure_host(name, self.lab.version, settings)
        if self.lab.kind == "tls":
            kinds.make_stores(self.lab)

    def configure_host(self, name, version, settings):
        os.makedirs(self.lab.path(name, "/srv/work"), exist_ok=True)
        if self.lab.kind == "single":
            return
        values = {**kinds.configuration(version, self.lab.kind), **settings}
        text = "".join(
            f"{kinds.REMARKS.get(key, '')}{key}: {value}\n"
            for key, value in values.items() if value != "")
        self.write(name, self.file(name), text)
        masters = [each for each in kinds.KINDS[self.lab.kind] if each.startswith("jm")]
        self.write(name, f"{FLINK}/conf/masters", "".join(f"{each}:8081\n" for each in masters))
        self.write(name, f"{FLINK}/conf/workers", "tm1\ntm2\n")

    def write(self, name, path, text):
        with open(self.lab.path(name, path), "w") as out:
            out.write(text)

    def set(self, name, settings):
        """Sets keys in the host's file, or takes the line out where the value is empty.

        A key that begins with `remote.` begins with what this Flink calls it, akka or pekko; `tls`
        stands for all that switches TLS on."""
        with open(self.lab.path(name, self.file(name))) as source:
            lines = source.read().splitlines()
        if settings.pop("tls", None):
            settings |= {key: value for key, value in kinds.tls().items() if ".internal." in key}
        remote = "pekko." if kinds.is_at_least(self.version(name), (1, 18)) else "akka."
        for key, value in settings.items():
            if key.startswith("remote."):
                key = remote + key.removeprefix("remote.")
            at = [n for n, line in enumerate(lines) if line.split(":")[0].strip() == key]
            if value == "":
                lines = [line for n, line in enumerate(lines) if n not in at]
            elif at:
                lines[at[0]] = f"{key}: {value}"
            else:
                lines.append(f"{key}: {value}")
        self.write(name, self.file(name), "\n".join(lines) + "\n")

    def place(self, name, version):
        """Another Flink on the host, over the one that it has; `displace` undoes it.

        `other` is one that calls its remoting otherwise, `neighbour` another minor that calls it the
        same."""
        if version == "neighbour":
            version = kinds.neighbour(self.lab.version)
        if version == "other":
            pekko = kinds.is_at_least(self.lab.version, (1, 18))
            version = "1.12.5" if pekko else "1.20.5"
        scratch = f"{self.lab.disk}/{name}/flink-{version}-{time.time_ns()}"
        child = os.fork()
        if child == 0:
            try:
                with open(f"/proc/{self.lab.pids[name]}/ns/mnt") as namespace:
                    namespaces.setns(namespace.fileno(), namespaces.NEWNS)
                namespaces.place_flink(kinds.home(version), scratch)
                os._exit(0)
            finally:
                os._exit(1)
        if os.waitpid(child, 0)[1] != 0:
            raise Refusal(f"{version} cannot be placed on {name}")
        self.configure_host(name, version, {})

    def displace(self, name):
        self.lab.output(name, "umount", "-l", FLINK)

    # -- processes

    def start(self, *processes, ahead=0):
        """Starts processes as Flink's own scripts do: `tm1`, or `jm1:tm` for one beside another.

        `ahead`: by how many seconds their clock is wrong."""
        for process in processes:
            name, kind = daemon.split(process)
            if not kind:
                raise Refusal(f"{name} runs no Flink")
            with open(self.lab.path(name, self.file(name))) as source:
                text = source.read()
            options = []
            if self.lab.kind == "ha" and kind == "jm":
                options = kinds.own_address(self.version(name), name)
            words = daemon.words(
                name, kind, self.lab.path(name, FLINK), self.version(name), text, options, ahead,
                is_shipped=self.lab.kind == "single")
            said = self.lab.output(name, *words)
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

    def listen(self, name, *words):
        """Puts a listener of `listen.py` on the host; `deafen` takes all of them away."""
        script = os.path.join(os.path.dirname(os.path.realpath(__file__)), "listen.py")
        start = 'python3 "$@" > /tmp/listen 2>&1 & ' \
            "while ! grep -qs . /tmp/listen; do sleep 0.02; done; cat /tmp/listen; rm /tmp/listen"
        said = self.lab.output(name, "sh", "-c", start, "sh", script, *words)
        if said != "ready\n":
            raise Refusal(said)

    def deafen(self, name):
        # What tests start may be deaf to gentler signals.
        self.lab.output(name, "pkill", "-KILL", "-f", "machine/listen.py")

    def settle(self, limit=90):
        """Waits until nothing on its way between Flink's hosts is still sent again and again."""
        words = ["ss", "-Htni", "state", "established", "state", "close-wait"]
        waiting = [name for name in self.lab.hosts if daemon.role(name)]
        end = time.monotonic() + limit
        while True:
            seen = {name: self.lab.output(name, *words) for name in waiting}
            waiting = [name for name in waiting if re.search(r" backoff:([3-9]|\d\d)", seen[name])]
            if not waiting:
                return
            if time.monotonic() > end:
                raise Refusal(f"after {limit} s packets still get lost: {seen}")
            time.sleep(0.2)

    # -- REST

    @property
    def scheme(self):
        return "https" if self.lab.kind == "tls" else "http"

    def get(self, path, name="jm1"):
        """A REST answer, asked for on the JobManager's own host; None while there is none."""
        words = ["curl", "-sk", "-m", "5", f"{self.scheme}://{name}:8081{path}"]
        if self.lab.kind == "single":
            words[-1] = f"{self.scheme}://localhost:8081{path}"
        try:
            return json.loads(self.lab.output(name, *words))
        except ValueError:
            return None

    def wait(self, count=None, name="jm1", limit=180):
        """Waits until so many TaskManagers are registered, all of them unless told."""
        if count is None:
            count = sum(daemon.split(each)[1] == "tm" for each in kinds.KINDS[self.lab.kind])
        end = time.monotonic() + limit
        patience = time.monotonic() + 45
        while time.monotonic() < end:
            overview = self.get("/overview", name)
            # One that was killed is counted until its heartbeat times out.
            if overview and overview.get("taskmanagers", 0) >= count:
                return
            if time.monotonic() > patience:
                patience += 45
                self.restart_deaf()
            time.sleep(0.3)
        raise Refusal(f"after {limit} s there are not {count} TaskManagers: {overview}")

    def restart_deaf(self):
        """Starts TaskManagers anew that do not read what the JobManager answers (FD7813).

        It happens to real ones now and then that were restarted several times within seconds."""
        for name in self.lab.hosts:
            if daemon.role(name) == "tm" and any(
                    "in read-only association" in open(file).read() for file in self.log(name)):
                self.stop(name)
                self.start(name)

    def log(self, name):
        """The host's log files, as seen from outside."""
        folder = self.lab.path(name, f"{FLINK}/log")
        if not os.path.isdir(folder):
            return []
        return sorted(f"{folder}/{file}" for file in os.listdir(folder) if file.endswith(".log"))
