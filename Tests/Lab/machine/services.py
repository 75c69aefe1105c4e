"""What stands beside a cluster: name server, time server, ZooKeeper."""

import time

from machine import kinds
from machine.hosts import Refusal

# It knows what the hosts file of its own host knows.
NAME_SERVER = (
    "cp /etc/hosts /srv/names; dnsmasq --no-resolv --no-hosts --addn-hosts=/srv/names "
    "--local=/#/ --bind-interfaces --user=root --pid-file=/run/dnsmasq.pid")

# It serves the time of this machine and never touches its clock (-x).
TIME_SERVER = (
    "printf 'local stratum 8\\nallow\\ncmdport 0\\npidfile /run/chronyd.pid\\n' > /srv/chrony.conf;"
    " faketime -f {ahead:+d}s chronyd -x -u root -f /srv/chrony.conf")

# Flink's own ZooKeeper went out of lib/ after 1.16; that of 1.16 serves all.
ZOOKEEPER_FLINK = "1.16.3"
ZOOKEEPER = (
    "printf 'tickTime=2000\\ndataDir=/srv/zookeeper\\nclientPort=2181\\nserver.1=zk:2888:3888\\n"
    "initLimit=10\\nsyncLimit=5\\nadmin.enableServer=false\\n' > /srv/zoo.cfg; mkdir /srv/zookeeper;"
    " java -Xmx64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dlog.file=/srv/zookeeper.log"
    " -Dlog4j.configurationFile=file:{home}/conf/log4j.properties -cp '{home}/lib/*'"
    " org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer --zkConfigFile /srv/zoo.cfg --peerId 1"
    " > /srv/zookeeper.out 2>&1 < /dev/null &")


def start_name_server(lab):
    lab.output("dns", "sh", "-c", NAME_SERVER)


def start_time_server(lab, ahead=0):
    """`ahead`: how many seconds it is ahead of everybody else."""
    lab.output("ntp", "sh", "-c", "pkill -KILL -x chronyd; while pgrep -x chronyd; do sleep 0.05; done")
    said = lab.output("ntp", "sh", "-c", TIME_SERVER.format(ahead=ahead))
    if said:
        raise Refusal(f"chronyd does not start: {said}")


def start_zookeeper(lab, anew=False):
    """`anew`: without what it holds; nobody must depend on it."""
    if anew:
        lab.output("zk", "sh", "-c", "pkill -KILL -x java; while pgrep -x java; do sleep 0.05; done")
        lab.output("zk", "rm", "-rf", "/srv/zookeeper")
    lab.output("zk", "sh", "-c", ZOOKEEPER.format(home=kinds.home(ZOOKEEPER_FLINK)))
    end = time.monotonic() + 60
    while not zxid(lab):
        if time.monotonic() > end:
            raise Refusal(lab.output("zk", "cat", "/srv/zookeeper.out", "/srv/zookeeper.log"))
        time.sleep(0.1)


def zxid(lab):
    """The number of ZooKeeper's last change, of which the begin of a session is one.

    Empty while it serves nobody: its port is open before that."""
    ask = "exec 3<>/dev/tcp/127.0.0.1/2181 && printf srvr >&3 && sed -n 's/^Zxid: //p' <&3"
    return lab.output("zk", "timeout", "5", "bash", "-c", f"{{ {ask}; }} 2> /dev/null").strip()
