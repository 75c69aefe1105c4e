"""The command lines that Flink's own scripts end in.

The packages that the distributions come from lack `bash-java-utils.jar` after 1.12, without which
the scripts do not start; so what it prints for the lab's memory is written down here. Seen on
1.12.5, whose scripts run: the same words in the same places.
"""

import os
import re

from machine.hosts import FLINK
from machine.kinds import OPENS, is_at_least

DAEMONS = {"jm": "standalonesession", "tm": "taskexecutor"}

CLASSES = {
    "jm": "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
    "tm": "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
}

# Of jobmanager.memory.process.size 1600m and taskmanager.memory.process.size 1728m.
HEAP = {
    "jm": ["-Xmx1073741824", "-Xms1073741824", "-XX:MaxMetaspaceSize=268435456"],
    "tm": ["-Xmx536870902", "-Xms536870902", "-XX:MaxDirectMemorySize=268435458",
           "-XX:MaxMetaspaceSize=268435456"],
}
MEMORY = {
    "jm": [
        "jobmanager.memory.off-heap.size=134217728b",
        "jobmanager.memory.jvm-overhead.min=201326592b",
        "jobmanager.memory.jvm-metaspace.size=268435456b",
        "jobmanager.memory.heap.size=1073741824b",
        "jobmanager.memory.jvm-overhead.max=201326592b",
    ],
    "tm": [
        "taskmanager.memory.framework.off-heap.size=134217728b",
        "taskmanager.memory.network.max=134217730b",
        "taskmanager.memory.network.min=134217730b",
        "taskmanager.memory.framework.heap.size=134217728b",
        "taskmanager.memory.managed.size=536870920b",
        "taskmanager.cpu.cores=2.0",
        "taskmanager.memory.task.heap.size=402653174b",
        "taskmanager.memory.task.off-heap.size=0b",
        "taskmanager.memory.jvm-metaspace.size=268435456b",
        "taskmanager.memory.jvm-overhead.max=201326592b",
        "taskmanager.memory.jvm-overhead.min=201326592b",
    ],
}

# What the scripts export.
FOLDERS = {"BIN": "bin", "CONF": "conf", "LIB": "lib", "LOG": "log", "OPT": "opt",
           "PLUGINS": "plugins"}

# Little memory: these JVMs share the machine with a compiler. It stands where JVM_ARGS would.
FRUGAL = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmn48m",
          "-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote"]

# The script's end: the process is put into the pid file and left alone.
START = 'out=$1 pid=$2; shift 2; "$@" > "$out" 2>&1 < /dev/null & echo $! >> "$pid"'


def role(name):
    return name[:2] if name[:2] in DAEMONS else None


def split(process):
    """`jm1:tm` is a TaskManager on jm1; a host alone runs what its name says."""
    name, _, kind = process.partition(":")
    return name, kind or role(name)


def words(name, kind, home, version, configuration, options=(), ahead=0, is_shipped=False):
    """What starts a process on this host, with what its configuration says of the JVM.

    `home` is its Flink as the caller reaches it. `ahead`: by how many seconds its clock is wrong.
    `is_shipped`: the file knows nothing of Java 17."""
    daemon = DAEMONS[kind]
    conf, log = f"{FLINK}/conf", f"{FLINK}/log/flink-root-{daemon}-0-{name}"
    jars = sorted(jar for jar in os.listdir(f"{home}/lib") if jar.endswith(".jar"))
    jars.sort(key=lambda jar: jar.startswith("flink-dist"))
    # The shipped file has one slot, and a core for each.
    memory = [pair.replace("cores=2.0", "cores=1.0") if is_shipped else pair
              for pair in MEMORY[kind]]
    dynamic = [word for pair in memory for word in ("-D", pair)]
    place = ["--configDir", conf]
    if kind == "tm":
        arguments = [*place, *dynamic]
    else:
        # Gone in 2.0, where everything behind it would be ignored.
        mode = [] if is_at_least(version, (2, 0)) else ["--executionMode", "cluster"]
        arguments = [*dynamic, *place, *mode]
    environment = [f"FLINK_{key}_DIR={FLINK}/{folder}" for key, folder in FOLDERS.items()]
    wrapper = ["faketime", "-f", f"{ahead:+d}s"] if ahead else []
    if ahead:
        # With the fix for monotonic waits every wait of the JVM ends at once, and it only spins.
        environment += ["FAKETIME_DONT_FAKE_MONOTONIC=1", "FAKETIME_FORCE_MONOTONIC_FIX=0"]
    return [
        "sh", "-c", START, "sh", f"{log}.out", f"/tmp/flink-root-{daemon}.pid",
        "env", *environment, *wrapper,
        "java", *FRUGAL, *(OPENS if is_shipped else []), *HEAP[kind],
        *java_options(configuration, kind), f"-Dlog.file={log}.log",
        f"-Dlog4j.configuration=file:{conf}/log4j.properties",
        f"-Dlog4j.configurationFile=file:{conf}/log4j.properties",
        f"-Dlogback.configurationFile=file:{conf}/logback.xml",
        "-classpath", ":".join(f"{FLINK}/lib/{jar}" for jar in jars) + ":::",
        CLASSES[kind], *arguments, *options]


def java_options(configuration, kind):
    """The flat form; the shipped config.yaml is nested, and has the modules alone."""
    found = re.search(r"^(?:env\.java\.opts(?:\.all)?|      all): (.*)$", configuration, re.M)
    role = {"jm": "jobmanager", "tm": "taskmanager"}[kind]
    own = re.search(rf"^env\.java\.opts\.{role}: (.*)$", configuration, re.M)
    return [word for each in (found, own) if each for word in each[1].split()]
