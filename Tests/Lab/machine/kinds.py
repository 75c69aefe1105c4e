"""The clusters that a lab can have: what stands in their files, and who runs what."""

import os
import re
import subprocess

from machine.hosts import CHECKOUT, FLINK, Lab

# What Java 17 asks for and the configurations up to 1.17 do not bring.
OPENS = [
    *(f"--add-opens=java.base/{package}=ALL-UNNAMED"
      for package in ("java.lang", "java.util", "java.net", "java.nio")),
    "--add-exports=java.base/sun.net.util=ALL-UNNAMED",
]

PASSWORD = "lab-secret"

# Each kind with the processes that it runs, `jm1:tm` for a TaskManager beside a JobManager.
KINDS = {
    "plain": ["jm1", "tm1", "tm2"],
    # Two JobManagers, and ZooKeeper to choose between them.
    "ha": ["jm1", "jm2", "tm1", "tm2"],
    # Internal and REST traffic inside TLS.
    "tls": ["jm1", "tm1", "tm2"],
    # The shipped files, all on one machine.
    "single": ["jm1", "jm1:tm"],
    # 127.0.1.1 for the machine's own name; all others from DNS.
    "ubuntu": ["jm1", "tm1", "tm2"],
    # No name has an IPv4 address.
    "ipv6": ["jm1", "tm1", "tm2"],
    # Every name has an address of both families, and TaskManagers register under their names.
    "dual": ["jm1", "tm1", "tm2"],
}


# What an operator has to tell flinkdoctor, above the line in question.
REMARKS = {
    "high-availability.storageDir":
        '# flinkdoctor: ignore=FD6103 reason="/srv/shared is one folder for all machines"\n'
}


def own_address(version, name):
    """How each of several JobManagers is told its own name, as jobmanager.sh does."""
    if is_at_least(version, (2, 0)):
        return ["-D", f"jobmanager.rpc.address={name}"]
    return ["--host", name]


def is_at_least(version, minor):
    return tuple(int(part) for part in version.split(".")[:2]) >= minor


def file_name(version):
    return "config.yaml" if is_at_least(version, (1, 19)) else "flink-conf.yaml"


def neighbour(version):
    """Another minor on the same side of 1.18, where Akka became Pekko."""
    if is_at_least(version, (1, 18)):
        return "1.19.3"
    return "1.14.6" if not is_at_least(version, (1, 14)) else "1.16.3"


def home(version):
    script = f"{CHECKOUT}/Tests/flink-distribution"
    return subprocess.check_output([script, version], text=True).strip()


def configuration(version, kind="plain"):
    """What a careful operator writes for two TaskManagers."""
    values = {
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
        # What is lost is noticed sooner; the timeout is long enough for what is healed at once.
        "heartbeat.interval": "3000",
        "heartbeat.timeout": "50000",
        # A job that finds too few slots waits for more, however long the cluster has been up.
        "resourcemanager.standalone.start-up-time": "3600000",
        **java(version),
    }
    if kind == "ha":
        values.update(high_availability(version))
    if kind == "tls":
        values.update(tls())
    if kind == "dual":
        values["taskmanager.network.bind-policy"] = "name"
    return values


def java(version):
    if not is_at_least(version, (1, 18)):
        name = "env.java.opts.all" if is_at_least(version, (1, 17)) else "env.java.opts"
        return {name: " ".join(OPENS)}
    with open(os.path.join(home(version), "conf", file_name(version))) as shipped:
        opens = re.search(r"^ *(?:env\.java\.opts\.)?all: (.*)$", shipped.read(), re.M)[1]
    return {"env.java.opts.all": opens}


def can_run(version, kind):
    """The ZooKeeper 3.4 of Flinks before 1.15 resolves no name on Java 14 and later
    (ZOOKEEPER-3779)."""
    return kind != "ha" or is_at_least(version, (1, 15))


def high_availability(version):
    name = "high-availability.type" if is_at_least(version, (1, 17)) else "high-availability"
    return {
        # Each JobManager is started with --host, and its REST server follows.
        "rest.address": "",
        name: "zookeeper",
        "high-availability.zookeeper.quorum": "zk:2181",
        "high-availability.storageDir": "file:///srv/shared/ha",
        "high-availability.cluster-id": "/lab",
        "high-availability.jobmanager.port": "6123",
    }


def tls():
    values = {}
    for side in ("internal", "rest"):
        prefix = f"security.ssl.{side}"
        values |= {
            f"{prefix}.enabled": "true",
            f"{prefix}.keystore": f"{FLINK}/conf/{side}.keystore",
            f"{prefix}.truststore": f"{FLINK}/conf/{side}.truststore",
        }
        for password in ("keystore-password", "key-password", "truststore-password"):
            values[f"{prefix}.{password}"] = PASSWORD
    return values


def make_stores(lab: Lab):
    """One key for all, as Flink's manual makes it, and the store that trusts it (PKCS#12)."""
    script = f"""
      set -e
      cd /srv/shared
      # Flink 2.3 wants a data port's certificate in the name of its address.
      names=dns:jm1,dns:jm1.lab,dns:tm1.lab,dns:tm2.lab
      for side in internal rest; do
        keytool -genkeypair -alias flink -keyalg RSA -keysize 2048 -validity 365 \
          -dname CN=jm1 -ext SAN=$names -keystore $side.keystore \
          -storepass {PASSWORD} -keypass {PASSWORD} -storetype PKCS12
        keytool -exportcert -alias flink -keystore $side.keystore -storepass {PASSWORD} \
          -file $side.cer
        keytool -importcert -noprompt -alias flink -file $side.cer -keystore $side.truststore \
          -storepass {PASSWORD} -storetype PKCS12
      done
    """
    lab.output("jm1", "bash", "-c", script)
    give_stores(lab)


def give_stores(lab: Lab):
    """Every host the same stores."""
    for name in ("jm1", "jm2", "tm1", "tm2", "client"):
        lab.output(name, "sh", "-c", f"cp /srv/shared/*store {FLINK}/conf/")


def make_strange_stores(lab: Lab):
    """What differs from the stores of `make_stores`, in /srv/shared: `other`, a key of its own and
    the store that trusts it alone; `both.truststore`, which trusts that key and everybody's;
    `nameless`, a key for all
    that names none of them; `expired.keystore`, whose certificate an authority signed for days that are over, and
    `authority.truststore`, which trusts that authority and everybody's key."""
    script = f"""
      set -e
      cd /srv/shared
      store() {{ keytool "$@" -storepass {PASSWORD} -storetype PKCS12; }}
      trust() {{ store -importcert -noprompt -alias $1 -file $1.cer -keystore $2.truststore; }}
      make() {{ store -genkeypair -keyalg RSA -keysize 2048 -keypass {PASSWORD} "$@"; }}
      make -alias flink -validity 365 -dname CN=tm2,O=Other -ext SAN=dns:tm2.lab \
        -keystore other.keystore
      store -exportcert -alias flink -keystore other.keystore -file other.cer
      trust other other
      cp internal.truststore both.truststore
      trust other both
      make -alias flink -validity 365 -dname CN=nobody -keystore nameless.keystore
      store -exportcert -alias flink -keystore nameless.keystore -file nameless.cer
      trust nameless nameless
      make -alias authority -startdate -30d -dname CN=Lab-CA -ext bc:c -keystore authority.keystore
      store -exportcert -alias authority -keystore authority.keystore -file authority.cer
      cp internal.truststore authority.truststore
      trust authority authority
      make -alias flink -dname CN=tm2,O=Expired -keystore expired.keystore
      store -certreq -alias flink -keystore expired.keystore -file expired.csr
      store -gencert -alias authority -keystore authority.keystore -infile expired.csr \
        -outfile expired.cer -startdate -20d -validity 10
      store -importcert -noprompt -alias authority -file authority.cer -keystore expired.keystore
      store -importcert -noprompt -alias flink -file expired.cer -keystore expired.keystore
    """
    lab.output("jm1", "bash", "-c", script)
