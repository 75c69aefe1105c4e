"""A lab as it stands on disk: its hosts, their addresses, and how to run a command on one."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time

from machine import namespaces

ROOT = "/var/tmp/flinkdoctor-lab"
CHECKOUT = os.path.realpath(os.path.join(os.path.dirname(__file__), "../../.."))
# The last part of each host's IPv4 and IPv6 address; every lab has the same subnets.
HOSTS = {
    "jm1": 11, "jm2": 12, "tm1": 21, "tm2": 22, "zk": 31, "relay": 41, "client": 51,
    "dns": 53, "ntp": 123,
}
NETWORK, NETWORK6 = "10.77.0", "fd77:"
FLINK = "/srv/flink"


class Refusal(Exception):
    """Why the lab cannot do what was asked."""


class Lab:
    def __init__(self, name, version=None, kind="plain"):
        self.name = name
        self.folder = f"{ROOT}/{name}"
        self.disk = f"{self.folder}/disk"
        self.sock = f"{self.folder}/sock"
        self.hosts = list(HOSTS)
        self.pids = {}
        self.version = version
        self.kind = kind
        self.checkout = CHECKOUT

    # -- what a host looks like

    @property
    def flink_home(self):
        script = f"{CHECKOUT}/Tests/flink-distribution"
        if not hasattr(self, "_home"):
            self._home = subprocess.check_output([script, self.version], text=True).strip()
        return self._home

    @property
    def needed(self):
        """Folders that every host sees at their own place, even below /tmp."""
        binary = os.environ.get("FLINKDOCTOR_BINARY")
        return [CHECKOUT, os.path.dirname(self.flink_home)] + \
            ([os.path.dirname(os.path.realpath(binary))] if binary else [])

    def addresses(self, name):
        return [f"{NETWORK}.{HOSTS[name]}/24", f"{NETWORK6}:{HOSTS[name]}/64"]

    def etc(self, name):
        lines = ["127.0.0.1 localhost", "::1 localhost ip6-localhost ip6-loopback"]
        # Ubuntu's installer writes the machine's own name so, and nothing of the others.
        ubuntu = self.kind == "ubuntu" and name != "dns"
        if ubuntu:
            lines.insert(1, f"127.0.1.1 {name}.lab {name}")
        else:
            networks = {"ipv6": [f"{NETWORK6}:"], "dual": [f"{NETWORK}.", f"{NETWORK6}:"]}
            lines += [f"{network}{number} {each}.lab {each}"
                      for network in networks.get(self.kind, [f"{NETWORK}."])
                      for each, number in HOSTS.items()]
        return {
            "/etc/hosts": "\n".join(lines) + "\n",
            "/etc/hostname": name + "\n",
            "/etc/nsswitch.conf": "passwd: files\ngroup: files\nhosts: files dns\n",
            "/etc/chrony/chrony.conf": "server ntp iburst\n",
            "/etc/resolv.conf": f"search lab\nnameserver {NETWORK}.{HOSTS['dns']}\n",
        }

    # -- life

    def up(self, held):
        """Starts the hosts; returns the end of a pipe whose closing ends the lab when `held`."""
        if os.geteuid() != 0:
            raise Refusal("a lab needs root: it makes network namespaces")
        for tool in ("ip", "nft", "unshare", "nsenter", "mount", "dnsmasq", "java"):
            if not shutil.which(tool):
                raise Refusal(f"a lab needs {tool}")
        sweep()
        if os.path.exists(self.folder):
            raise Refusal(f"lab {self.name} is up already: lab --lab {self.name} down")
        self.flink_home
        os.makedirs(self.folder)
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(self.sock)
            listener.listen(64)
            listener.settimeout(30)
            lifeline = os.pipe() if held else (None, None)
            starter = os.fork()
            if starter == 0:
                self._start(listener, lifeline)
            os.waitpid(starter, 0)
            if held:
                os.close(lifeline[0])
            try:
                while len(self.pids) < len(self.hosts) + 1:
                    connection, _ = listener.accept()
                    self.pids[connection.recv(64).decode()] = namespaces.peer_of(connection)
            except TimeoutError:
                with open(f"{self.folder}/said") as said:
                    raise Refusal(f"the hosts do not come up: {said.read()}") from None
        self.save()
        return lifeline[1]

    def _start(self, listener, lifeline):
        try:
            listener.close()
            os.setsid()
            nothing = os.open("/dev/null", os.O_RDWR)
            said = os.open(f"{self.folder}/said", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
            for target, source in enumerate((nothing, nothing, said)):
                os.dup2(source, target)
            if lifeline[1] is not None:
                os.close(lifeline[1])
            namespaces.in_own_pid_namespace(
                namespaces.NEWNET | namespaces.NEWNS, namespaces.switch, self, lifeline[0])
        finally:
            os._exit(0)

    def down(self):
        if self.is_alive:
            os.kill(self.pids["switch"], signal.SIGKILL)
            while self.is_alive:
                time.sleep(0.02)
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def is_alive(self):
        switch = self.pids.get("switch")
        return switch is not None and start_of(switch) == self.start

    # -- the record of it

    def save(self):
        self.start = start_of(self.pids["switch"])
        record = {
            "version": self.version, "kind": self.kind, "checkout": self.checkout, "pids": self.pids,
            "start": self.start,
        }
        with open(f"{self.folder}/lab.json.new", "w") as out:
            json.dump(record, out)
        os.rename(f"{self.folder}/lab.json.new", f"{self.folder}/lab.json")

    @staticmethod
    def load(name):
        lab = Lab(name)
        with open(f"{lab.folder}/lab.json") as record:
            lab.__dict__.update(json.load(record))
        return lab

    # -- work

    def command(self, name, words, environment=None):
        """The words that run `words` on the host, in the folder of the caller if it has it."""
        if name not in self.pids:
            raise Refusal(f"no host {name}; there are: {' '.join(self.hosts)}")
        settings = {
            "HOME": "/root", "USER": "root", "LANG": "C.UTF-8", "PATH": os.environ["PATH"],
            "TERM": os.environ.get("TERM", "dumb"), "FLINK_HOME": FLINK, **(environment or {})}
        if "JAVA_HOME" in os.environ:
            settings.setdefault("JAVA_HOME", os.environ["JAVA_HOME"])
        go = 'cd "$1" 2>/dev/null || cd /; shift; exec "$@"'
        return [
            "nsenter", f"--target={self.pids[name]}", "--mount", "--uts", "--ipc", "--net", "--pid",
            "--", "env", "-i", *(f"{key}={value}" for key, value in settings.items()),
            "sh", "-c", go, "sh", os.getcwd(), *words]

    def output(self, name, *words):
        return subprocess.run(
            self.command(name, words), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL, text=True).stdout

    def path(self, name, path):
        """A file of the host, as it is reached from outside."""
        return f"/proc/{self.pids[name]}/root{path}"


def start_of(pid):
    """When the process began; tells it from a later one with the same id."""
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rsplit(")", 1)[1].split()[19]
    except OSError:
        return None


def labs():
    found = []
    for name in sorted(os.listdir(ROOT)) if os.path.isdir(ROOT) else []:
        try:
            found.append(Lab.load(name))
        except (OSError, ValueError):
            pass
    return found


def sweep():
    """Removes the folders of labs whose processes are gone, or that never came up."""
    for name in os.listdir(ROOT) if os.path.isdir(ROOT) else []:
        folder = f"{ROOT}/{name}"
        try:
            if not Lab.load(name).is_alive:
                shutil.rmtree(folder, ignore_errors=True)
        except (OSError, ValueError):
            if time.time() - os.path.getmtime(folder) > 60:
                shutil.rmtree(folder, ignore_errors=True)


def chosen(name):
    """The lab that is meant: by its name, or the only one of this checkout."""
    if name:
        if not os.path.exists(f"{ROOT}/{name}/lab.json"):
            raise Refusal(f"no lab {name}")
        return Lab.load(name)
    own = [lab for lab in labs() if lab.checkout == CHECKOUT and lab.is_alive]
    if len(own) == 1:
        return own[0]
    names = " ".join(lab.name for lab in own) or "none is up"
    raise Refusal(f"say which lab of this checkout with --lab NAME: {names}")


def default_name(version):
    return f"{os.path.basename(CHECKOUT)}-{version}"


def fail(text):
    print(f"lab: {text}", file=sys.stderr)
    sys.exit(1)
