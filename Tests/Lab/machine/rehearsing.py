"""Rehearsals on the hosts of one lab, and whether their reports say what they must."""

import json
import os
import re
import signal
import subprocess
import time

from machine import agreement, cluster, hosts, kinds, services

BINARY = os.environ.get("FLINKDOCTOR_BINARY") or f"{hosts.CHECKOUT}/.build/debug/flinkdoctor"
TOKEN = "token-of-the-lab-0123456789"
TABLE = "nft add table inet f; nft 'add chain inet f i { type filter hook input priority 0; }'; "
HEAL = "nft delete table inet f 2>/dev/null; true"

# Under which addresses two healthy TaskManagers register.
REGISTERS = {
    "plain": ("10.77.0.21", "10.77.0.22"),
    "ha": ("10.77.0.21", "10.77.0.22"),
    "dual": ("tm1", "tm2"),
    "ipv6": ("[fd77::21]", "[fd77::22]"),
}


class Scenario:
    def __init__(self, name, faults=(), cures=(), errors=(), warnings=(), verdict=(),
                 registers=None, runs=True, token=None, wait=2, deadline=20,
                 during=(), tm=("tm1", "tm2"), ahead=None, real=True, ending=None,
                 tm_errors=(), settings=None, kind="plain", infos=(), cells=(), tm_options=(),
                 special=None, linger=15, logs=(), since=(1, 12), until=(9, 9)):
        # `real="by name"`: real Flink only where a part of the name was asked for.
        self.__dict__.update({key: value for key, value in locals().items() if key != "self"})
        self.registers = REGISTERS.get(kind, REGISTERS["plain"]) if registers is None else registers


def drop(host, rule):
    return (host, f"{TABLE}nft add rule inet f i '{rule} counter drop'")


class Run:
    """What came of the scenarios of one lab."""

    def __init__(self, lab, say):
        self.lab = lab
        self.say = say
        self.complaints = []
        self.flink = cluster.Cluster(lab)
        # Flink gives a connection two minutes; what is dropped shall fail while somebody looks.
        self.flink.configure({"taskmanager.network.netty.client.connectTimeoutSec": "3"})
        services.start_name_server(lab)
        if lab.kind == "tls":
            kinds.make_strange_stores(lab)

    def sh(self, host, text):
        return self.lab.output(host, "sh", "-c", text)

    def spawn(self, host, role, *options, token=TOKEN, ahead=None):
        words = [BINARY, "rehearse", role, "/srv/flink/conf", "--format", "json", *options]
        if ahead:
            words = ["env", "FAKETIME_DONT_FAKE_MONOTONIC=1", "faketime", "-f", ahead, *words]
        command = self.lab.command(host, ["env", f"FLINKDOCTOR_TOKEN={token}", *words])
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def rehearse(self, scenario):
        limit = ["--deadline", f"{scenario.deadline}s"]
        running = {"jm1": self.spawn("jm1", "jobmanager", "--wait-for", str(scenario.wait), *limit)}
        for name in scenario.tm:
            is_second = name == "tm2"
            running[name] = self.spawn(
                name, "taskmanager", "--deadline", f"{scenario.deadline + scenario.linger}s",
                *scenario.tm_options,
                token=scenario.token if is_second and scenario.token else TOKEN,
                ahead=scenario.ahead if is_second else None)
        if scenario.during:
            self.wait_for_links(len(scenario.tm))
        start = time.monotonic()
        for at, host, text in scenario.during:
            time.sleep(max(0, start + at - time.monotonic()))
            self.sh(host, text)
            if "CONT" in text:
                # nsenter stops with what it runs, and does not go on by itself.
                running[host].send_signal(signal.SIGCONT)
        reports = {}
        for name, process in running.items():
            out, err = process.communicate(timeout=scenario.deadline + 30)
            try:
                reports[name] = json.loads(out)
            except ValueError:
                self.complain(scenario, f"{name}: no report, exit {process.returncode}: {err[-500:]}")
            if TOKEN in out or TOKEN in err:
                self.complain(scenario, f"{name} shows the token")
        return reports

    def wait_for_links(self, count, limit=15):
        """Waits until so many hosts are connected to the stand-in JobManager."""
        end = time.monotonic() + limit
        links = "ss -Htn state established sport = :6123 | awk '{ print $4 }' | sed 's/:[0-9]*$//' | sort -u"
        while len(self.sh("jm1", links).split()) < count and time.monotonic() < end:
            time.sleep(0.1)

    def complain(self, scenario, text):
        where = f"{self.lab.version} {scenario.kind}"
        self.complaints.append(f"{where}: {scenario.name}: {text}")
        self.say(f"  WRONG {text}")

    def judge(self, scenario, reports):
        if "jm1" not in reports:
            return
        report = reports["jm1"]
        rehearsal = report["facts"]["rehearsal"]
        self.hold(scenario, report, scenario.errors, scenario.warnings, "jm1")
        verdict = "\n".join(rehearsal["verdict"])
        for pattern in scenario.verdict:
            if not re.search(pattern, verdict):
                self.complain(scenario, f"the verdict lacks /{pattern}/: {verdict}")
        if scenario.ending and rehearsal["ending"] != scenario.ending:
            self.complain(scenario, f"it ended as {rehearsal['ending']}")
        found = {(each["id"], each["severity"]) for name in scenario.tm if name in reports
                 for each in reports[name]["results"] if each["status"] == "finding"}
        for wanted in scenario.tm_errors:
            if (wanted, "error") not in found:
                self.complain(scenario, f"no TaskManager finds {wanted}: {sorted(found)}")
        cells = {cell(path) for path in rehearsal["paths"]}
        for wanted in set(scenario.cells) - cells:
            self.complain(scenario, f"the matrix lacks {wanted}: {sorted(cells)}")

    def hold(self, scenario, report, errors, warnings, name):
        found = {(each["id"], each["severity"]) for each in report["results"]
                 if each["status"] == "finding"}
        wanted = {(each, "error") for each in errors} | {(each, "warning") for each in warnings} \
            | {(each, "info") for each in scenario.infos}
        for each in wanted - found:
            self.complain(scenario, f"{name} does not find {each}: {sorted(found)}")
        for each in found - wanted:
            # A note hurts nobody; where the fault is of a kind to be noted, it must be there.
            if each[1] != "info" or scenario.infos:
                self.complain(scenario, f"{name} finds {each}, too")

    def change(self, host, settings):
        """Sets keys on one host or on `all`; returns what brings back the files as they were."""
        before = {}
        for name in ("jm1", "tm1", "tm2") if host == "all" else (host,):
            with open(self.lab.path(name, self.flink.file(name))) as source:
                before[name] = source.read()
            self.flink.set(name, dict(settings))
        return before

    def run(self, scenario):
        self.say(f"{self.lab.version} {scenario.kind}: {scenario.name}")
        if scenario.special:
            scenario.special(self, scenario)
            return
        before = self.change(*scenario.settings) if scenario.settings else {}
        for host, text in scenario.faults:
            said = self.sh(host, text)
            if said.strip():
                self.say(f"  {host}: {said.strip()}")
        try:
            with agreement.nothing_written(self, scenario):
                reports = self.rehearse(scenario)
            self.judge(scenario, reports)
            if "jm1" in reports:
                for line in reports["jm1"]["facts"]["rehearsal"]["verdict"]:
                    self.say(f"  {line}")
            can_run = kinds.can_run(self.lab.version, scenario.kind)
            if scenario.real and can_run and not os.environ.get("NO_REAL"):
                agreement.hold(self, scenario)
        finally:
            for host, text in scenario.cures:
                self.sh(host, text)
            if self.lab.kind == "tls":
                kinds.give_stores(self.lab)
            for name, text in before.items():
                self.flink.write(name, self.flink.file(name), text)


def cell(path):
    """`tm1 > tm2 fd77::22 6121 dropped`, with `*` where Flink takes that address."""
    outcome = path["outcome"] if path["stuckBytes"] is None else f"stuck {path['stuckBytes']}"
    star = "*" if path["isFlinks"] else ""
    return f"{path['from']} > {path['to']} {path['address']}{star} {path['port']} {outcome}"
