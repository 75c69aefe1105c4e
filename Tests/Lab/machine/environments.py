"""Machines on which a TaskManager looks for its address: what they are called, wired and told.

Each stands for one way in which it may go; `random_one` draws others from a seed.
"""

import dataclasses
import random

BASE = "127.0.0.1 localhost\n10.77.0.11 jm1\n"
OWN = "10.77.0.21 tm1\n"
# What a search that finds nothing waits for, where the default of ten seconds says no more.
SOON = {"akka.lookup.timeout": "1 s", "pekko.lookup.timeout": "1 s"}


@dataclasses.dataclass
class Environment:
    name: str
    # The hosts file of the TaskManager's machine.
    hosts: str = BASE + OWN
    hostname: str = "tm1"
    jobmanager: str = "jm1"
    # Further cables to the JobManager's machine: x0, x1 …
    cables: int = 0
    # Commands for a shell, on either machine.
    tm1: list = dataclasses.field(default_factory=list)
    jm1: list = dataclasses.field(default_factory=list)
    # Where something listens at the JobManager's port: machine and address.
    listens: list = dataclasses.field(default_factory=lambda: [("jm1", "::")])
    settings: dict = dataclasses.field(default_factory=dict)
    # Options of the JVM.
    java: list = dataclasses.field(default_factory=list)
    # Only a whole TaskManager shows it: the address is found, and then something else fails.
    is_whole: bool = False
    # A name server on the JobManager's machine with these lines of a hosts file.
    dns: str = ""


def address(cable, machine, number, prefix=24):
    """A command that gives a machine an address on a cable."""
    net = f"10.{80 + cable}.0"
    return f"ip addr add {net}.{number}/{prefix} dev x{cable}"


UP = "ip link set x0 up"


def cable(number, tm="21", jm="11"):
    """A cable with a subnet of its own between both machines: the commands for either."""
    up = f"ip link set x{number} up"
    return ([up, address(number, "tm1", tm)], [up, address(number, "jm1", jm)])


C0_TM, C0_JM = cable(0)
C1_TM, C1_JM = cable(1)
DROP = ["nft add table inet f", "nft add chain inet f i '{ type filter hook input priority 0; }'",
        "nft add rule inet f i tcp dport 6123 drop"]
REJECT = DROP[:2] + ["nft add rule inet f i tcp dport 6123 reject with icmpx admin-prohibited"]
NO_IPV6 = ["sysctl -qw net.ipv6.conf.all.disable_ipv6=1"]

KNOWN = [
    # What the hosts file says of the own name.
    Environment("own name right"),
    Environment("Debian: own name is 127.0.1.1", BASE + "127.0.1.1 tm1\n"),
    Environment("own name is 127.0.0.1", "127.0.0.1 localhost tm1\n10.77.0.11 jm1\n"),
    Environment("own name missing", BASE),
    Environment("own name missing, JobManager down", BASE, listens=[], settings=SOON),
    Environment("own name leads elsewhere", BASE + "10.77.0.99 tm1\n"),
    Environment("own name is IPv6 alone", BASE + "fd77::21 tm1\n"),
    Environment("own name is ::1", BASE + "::1 tm1\n"),
    Environment("own name on several lines", BASE + "127.0.1.1 tm1\n" + OWN),
    Environment("own name right first, then 127.0.1.1", BASE + OWN + "127.0.1.1 tm1\n"),
    Environment("FQDN first", BASE + "10.77.0.21 tm1.example.org tm1\n"),
    Environment("FQDN first, 127.0.1.1", BASE + "127.0.1.1 tm1.example.org tm1\n"),
    Environment("host name is the FQDN, file has the short one", hostname="tm1.example.org"),
    Environment("host name in capitals", BASE + "127.0.1.1 tm1\n", hostname="TM1"),
    Environment("host name is localhost", hostname="localhost"),
    Environment("host name is an address", hostname="10.77.0.21"),
    # A JobManager on the same machine.
    Environment("local JobManager, own name 127.0.1.1", BASE + "127.0.1.1 tm1\n",
                jobmanager="tm1", listens=[("tm1", "::")]),
    Environment("local JobManager at its address, own name 127.0.1.1",
                BASE + "127.0.1.1 tm1\n10.77.0.21 here\n", jobmanager="here",
                listens=[("tm1", "10.77.0.21")]),
    Environment("local JobManager at localhost", jobmanager="localhost", listens=[("tm1", "::")]),
    Environment("local JobManager bound to loopback, own name right", jobmanager="localhost",
                listens=[("tm1", "127.0.0.1")]),
    Environment("JobManager is 0.0.0.0", jobmanager="0.0.0.0", listens=[("tm1", "0.0.0.0")]),
    # A JobManager that does not answer.
    Environment("JobManager down", listens=[], settings=SOON),
    Environment("JobManager down, own name 127.0.1.1", BASE + "127.0.1.1 tm1\n", listens=[],
                settings=SOON),
    Environment("JobManager dropped", jm1=DROP, settings=SOON),
    Environment("JobManager dropped, own name 127.0.1.1, all ten seconds",
                BASE + "127.0.1.1 tm1\n", jm1=DROP),
    Environment("JobManager rejected", jm1=REJECT, settings=SOON),
    Environment("JobManager has no name", "127.0.0.1 localhost\n" + OWN, settings=SOON),
    Environment("JobManager has no route", jobmanager="198.51.100.7", settings=SOON),
    Environment("JobManager's machine is off", jobmanager="10.77.0.200", settings=SOON),
    Environment("JobManager's name is 127.0.0.1 here", "127.0.0.1 localhost jm1\n" + OWN,
                settings=SOON),
    Environment("no time to look", BASE + "127.0.1.1 tm1\n",
                settings={"akka.lookup.timeout": "0 s", "pekko.lookup.timeout": "0 s"}),
    # IPv6.
    Environment("JobManager by IPv6 alone", "127.0.0.1 localhost\nfd77::11 jm1\n127.0.1.1 tm1\n"),
    Environment("JobManager is an IPv6 literal", jobmanager="fd77::11"),
    Environment("JobManager by both families", BASE + "fd77::11 jm1\n127.0.1.1 tm1\n"),
    Environment("own name IPv6, local JobManager by IPv4", BASE + "fd77::21 tm1\n10.77.0.21 here\n",
                jobmanager="here", listens=[("tm1", "::")]),
    Environment("no IPv6 on this machine", BASE + "fd77::21 tm1\n127.0.1.1 tm1\n", tm1=NO_IPV6),
    Environment("no IPv6, own name ::1", BASE + "::1 tm1\n", tm1=NO_IPV6),
    Environment("no IPv6, own name IPv6 alone", BASE + "fd77::21 tm1\n", tm1=NO_IPV6),
    Environment("preferIPv4Stack", BASE + "127.0.1.1 tm1\n",
                java=["-Djava.net.preferIPv4Stack=true"]),
    Environment("preferIPv6Addresses", BASE + "fd77::11 jm1\n" + OWN,
                java=["-Djava.net.preferIPv6Addresses=true"]),
    Environment("preferIPv6Addresses=system", BASE + "fd77::11 jm1\n" + OWN + "fd77::21 tm1\n",
                java=["-Djava.net.preferIPv6Addresses=system"]),
    # Several interfaces.
    Environment("JobManager behind the second interface alone",
                "127.0.0.1 localhost\n10.80.0.11 jm1\n127.0.1.1 tm1\n", cables=1, tm1=C0_TM,
                jm1=C0_JM, listens=[("jm1", "10.80.0.11")]),
    Environment("own name on the first interface, JobManager behind the second",
                "127.0.0.1 localhost\n10.80.0.11 jm1\n" + OWN, cables=1, tm1=C0_TM, jm1=C0_JM),
    Environment("first interface cannot reach the second's JobManager",
                "127.0.0.1 localhost\n10.80.0.11 jm1\n" + OWN, cables=1, tm1=C0_TM,
                jm1=C0_JM + ["nft add table inet f",
                             "nft add chain inet f i '{ type filter hook input priority 0; }'",
                             "nft add rule inet f i ip saddr 10.77.0.21 tcp dport 6123 drop"]),
    Environment("two interfaces, none of the JobManager's network",
                "127.0.0.1 localhost\n192.0.2.11 jm1\n127.0.1.1 tm1\n", cables=1,
                tm1=C0_TM + ["ip route add 192.0.2.0/24 via 10.80.0.11"],
                jm1=C0_JM + ["ip addr add 192.0.2.11/32 dev lo"]),
    Environment("several interfaces, first two bytes alike",
                "127.0.0.1 localhost\n10.77.0.11 jm1\n127.0.1.1 tm1\n", cables=2,
                tm1=["ip link set x0 up", "ip addr add 10.77.5.21/24 dev x0", *C1_TM],
                jm1=["ip link set x0 up", "ip addr add 10.77.5.11/24 dev x0", *C1_JM]),
    Environment("secondary addresses", BASE + "127.0.1.1 tm1\n",
                tm1=["ip addr add 10.77.0.22/24 dev eth0", "ip addr add 10.77.0.23/24 dev eth0"]),
    Environment("labelled addresses", BASE + "127.0.1.1 tm1\n",
                tm1=["ip addr add 10.77.0.22/24 dev eth0 label eth0:1",
                     "ip addr add 10.77.0.23/24 dev eth0 label eth0:web"]),
    Environment("an address on lo", BASE + "127.0.1.1 tm1\n",
                tm1=["ip addr add 10.77.0.77/32 dev lo"]),
    Environment("an interface that is down", BASE + "127.0.1.1 tm1\n", cables=1,
                tm1=["ip addr add 10.77.9.9/24 dev x0"]),
    Environment("point to point", "127.0.0.1 localhost\n10.90.0.1 jm1\n127.0.1.1 tm1\n", cables=1,
                tm1=["ip link set x0 up", "ip addr add 10.90.0.2 peer 10.90.0.1/32 dev x0"],
                jm1=["ip link set x0 up", "ip addr add 10.90.0.1 peer 10.90.0.2/32 dev x0"]),
    Environment("a tunnel", "127.0.0.1 localhost\n10.90.0.1 jm1\n127.0.1.1 tm1\n",
                tm1=["ip tuntap add t0 mode tun", "ip addr add 10.90.0.2/24 dev t0",
                     "ip link set t0 up"], settings=SOON),
    Environment("a docker bridge beside", BASE + "127.0.1.1 tm1\n",
                tm1=["ip link add docker0 type bridge", "ip addr add 172.17.0.1/16 dev docker0",
                     "ip link set docker0 up"]),
    Environment("own name leads elsewhere, JobManager down", BASE + "10.77.0.99 tm1\n", listens=[],
                settings=SOON),
    # What the configuration says.
    Environment("bind-host is another machine's", is_whole=True,
                settings={"taskmanager.bind-host": "10.77.0.99"}),
    Environment("bind-host has no address", is_whole=True,
                settings={"taskmanager.bind-host": "nowhere"}),
    Environment("bind-host is loopback", is_whole=True,
                settings={"taskmanager.bind-host": "localhost"}),
    Environment("taskmanager.host has no address", settings={"taskmanager.host": "nowhere"}),
    Environment("taskmanager.host is set", settings={"taskmanager.host": "10.77.0.21"}),
    Environment("taskmanager.host is a name in capitals", settings={"taskmanager.host": "TM1"}),
    Environment("taskmanager.host is IPv6", settings={"taskmanager.host": "fd77:0:0::21"}),
    Environment("taskmanager.host without an own name", BASE,
                settings={"taskmanager.host": "localhost"}),
    Environment("taskmanager.host and no JobManager at all", jobmanager="",
                settings={"taskmanager.host": "10.77.0.21"}),
    Environment("no JobManager's address", jobmanager=""),
    Environment("JobManager's port is none", settings={"jobmanager.rpc.port": "0"}),
    Environment("JobManager's address has a port", jobmanager="jm1:6123"),
    Environment("JobManager's name has an underscore", BASE + "10.77.0.11 jm_1\n" + OWN,
                jobmanager="jm_1"),
    Environment("by name, own name right",
                settings={"taskmanager.network.bind-policy": "name"}),
    Environment("by name, own name 127.0.1.1", BASE + "127.0.1.1 tm1\n",
                settings={"taskmanager.network.bind-policy": "NAME"}),
    Environment("by name, the address has a name of its own",
                BASE + "127.0.1.1 tm1\n10.77.0.21 Worker1.example.org worker1\n",
                settings={"taskmanager.network.bind-policy": "name"}),
    Environment("by name, the address's name leads elsewhere",
                BASE + "127.0.1.1 tm1\n10.77.0.99 w1\n10.77.0.21 w1\n",
                settings={"taskmanager.network.bind-policy": "name"}),
    Environment("by name, FQDN first", BASE + "10.77.0.21 tm1.example.org tm1\n",
                settings={"taskmanager.network.bind-policy": "name"}),
    Environment("by something else", settings={"taskmanager.network.bind-policy": "host"}),
    Environment("explicitly by address", settings={"taskmanager.network.bind-policy": "Ip"}),
    # A name server.
    Environment("own name from DNS", BASE, dns="10.77.0.21 tm1\n"),
    Environment("own name from DNS, another address", BASE, dns="10.77.0.99 tm1\n"),
    Environment("all names from DNS, by name", "127.0.0.1 localhost\n127.0.1.1 tm1\n",
                dns="10.77.0.11 jm1\n10.77.0.21 worker-21.example.org\n",
                settings={"taskmanager.network.bind-policy": "name"}),
]

# Those on which `--real` starts whole clusters.
REAL = [
    "own name right", "Debian: own name is 127.0.1.1", "own name missing",
    "own name leads elsewhere", "host name in capitals", "local JobManager, own name 127.0.1.1",
    "JobManager down, own name 127.0.1.1", "JobManager by IPv6 alone",
    "JobManager behind the second interface alone", "by name, FQDN first",
    "taskmanager.host is a name in capitals", "by something else", "taskmanager.host has no address",
    "own name leads elsewhere, JobManager down",
] + [each.name for each in KNOWN if each.is_whole]


def random_one(seed):
    """An environment drawn from a seed: the same seed, the same machine."""
    draw = random.Random(seed)
    cables = draw.randrange(3)
    tm, jm, own, others = [], [], ["10.77.0.21"], ["10.77.0.11"]
    for number in range(cables):
        net = draw.choice([f"10.{80 + number}.0", f"10.77.{5 + number}", f"192.168.{number}"])
        up = f"ip link set x{number} up"
        if draw.random() < 0.85:
            tm.append(up)
        tm.append(f"ip addr add {net}.21/24 dev x{number}")
        jm += [up, f"ip addr add {net}.11/24 dev x{number}"]
        own.append(f"{net}.21")
        others.append(f"{net}.11")
        if draw.random() < 0.3:
            tm.append(f"ip addr add {net}.22/24 dev x{number} label x{number}:{draw.randrange(9)}")
            own.append(f"{net}.22")
        if draw.random() < 0.3:
            tm.append(f"ip -6 addr add fd{number}0::21/64 dev x{number} nodad")
            jm.append(f"ip -6 addr add fd{number}0::11/64 dev x{number} nodad")
            others.append(f"fd{number}0::11")
    if draw.random() < 0.2:
        tm += ["ip link add br9 type bridge", f"ip addr add 172.{draw.randrange(16, 32)}.0.1/16 dev br9",
               "ip link set br9 up"]
    if draw.random() < 0.1:
        tm += NO_IPV6
    names = [f"{draw.choice(['127.0.1.1', '127.0.0.1', '::1', 'fd77::21', '10.77.0.99', *own])} "
             f"{draw.choice(['tm1', 'tm1.example.org tm1', 'tm1 w1'])}"
             for _ in range(draw.choice([0, 1, 1, 1, 1, 2]))]
    local = draw.random() < 0.25
    at = draw.choice(own if local else others + ["10.77.0.11", "fd77::11"])
    names.append(f"{at} jm1")
    if draw.random() < 0.3:
        names.append(f"{draw.choice(own)} worker.example.org worker")
    draw.shuffle(names)
    state = draw.choice(["up"] * 6 + ["one", "down", "drop", "some"])
    if state == "drop" and not local:
        jm += DROP
    if state == "some":
        jm += DROP[:2] + [f"nft add rule inet f i ip saddr {draw.choice(own)} tcp dport 6123 drop"]
    machine = "tm1" if local else "jm1"
    listens = [] if state == "down" else [(machine, at if state == "one" else "::")]
    settings = dict(SOON)
    if draw.random() < 0.3:
        settings["taskmanager.network.bind-policy"] = draw.choice(["name", "ip", "NAME"])
    if draw.random() < 0.07:
        settings["taskmanager.host"] = draw.choice(["tm1", *own])
    return Environment(
        f"random {seed}", "127.0.0.1 localhost\n" + "\n".join(names) + "\n", cables=cables, tm1=tm,
        jm1=jm, listens=listens, settings=settings,
        jobmanager=draw.choice(["jm1", "jm1", "jm1", "JM1", at]),
        java=draw.choice([[]] * 8 + [["-Djava.net.preferIPv4Stack=true"],
                                     ["-Djava.net.preferIPv6Addresses=true"]]))
