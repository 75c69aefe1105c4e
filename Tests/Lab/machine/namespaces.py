"""A switch and the hosts plugged into it, each a set of namespaces; nothing of it has a name outside.

Namespaces without a name live as long as their processes. All processes of a lab live below one
process, the switch, in its PID namespace: when that one ends, however it ends, the kernel kills the
rest and removes every link, mount and file with them. That is the whole clean-up.
"""

import ctypes
import os
import signal
import socket
import struct
import subprocess
import sys

NEWNS, NEWUTS, NEWIPC = 0x00020000, 0x04000000, 0x08000000
NEWPID, NEWNET = 0x20000000, 0x40000000
LIBC = ctypes.CDLL(None, use_errno=True)


def unshare(flags):
    if LIBC.unshare(flags) != 0:
        raise OSError(ctypes.get_errno(), "unshare")


def setns(descriptor, kind):
    if LIBC.setns(descriptor, kind) != 0:
        raise OSError(ctypes.get_errno(), "setns")


def run(*words, **options):
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, **options)


def in_own_pid_namespace(flags, body, *arguments):
    """Forks twice: the second child is process 1 of new namespaces and never returns from `body`.
    Returns its id as the caller sees it."""
    reading, writing = os.pipe()
    middle = os.fork()
    if middle == 0:
        try:
            unshare(flags | NEWPID)
            first = os.fork()
            if first == 0:
                body(*arguments)
            else:
                os.write(writing, struct.pack("i", first))
        except BaseException as error:
            print(f"lab: {error!r}", file=sys.stderr, flush=True)
        finally:
            os._exit(1)
    os.close(writing)
    said = os.read(reading, 4)
    os.close(reading)
    os.waitpid(middle, 0)
    if not said:
        raise OSError("no namespaces here: root and CAP_SYS_ADMIN are needed")
    return struct.unpack("i", said)[0]


def report(sock, name):
    """Tells the one who listens at `sock` that this process is `name`; the kernel adds the id."""
    with socket.socket(socket.AF_UNIX) as out:
        out.connect(sock)
        out.sendall(name.encode())


def reap_for_ever(lifeline=None):
    """What process 1 does: buries the dead. It ends when the other end of `lifeline` does."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD, signal.SIGIO})
    if lifeline is not None:
        import threading

        def end():
            os.read(lifeline, 1)
            os._exit(0)

        threading.Thread(target=end, daemon=True).start()
    while True:
        signal.sigwait({signal.SIGCHLD})
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            pass


def switch(lab, lifeline):
    """Process 1 of a lab: holds the bridge and starts the hosts."""
    run("mount", "--make-rprivate", "/")
    run("mount", "-t", "proc", "proc", "/proc")
    # What the hosts write is in memory, and gone with them.
    os.makedirs(lab.disk, exist_ok=True)
    run("mount", "-t", "tmpfs", "-o", "mode=755", "lab", lab.disk)
    os.makedirs(f"{lab.disk}/shared")
    run("ip", "link", "add", "br0", "type", "bridge", "mcast_snooping", "0")
    run("ip", "link", "set", "br0", "up")
    for name in lab.hosts:
        plug_in(lab, name)
    report(lab.sock, "switch")
    reap_for_ever(lifeline)


def plug_in(lab, name):
    reading, writing = os.pipe()
    child = in_own_pid_namespace(NEWNET | NEWUTS | NEWNS | NEWIPC, host, lab, name, reading, writing)
    os.close(reading)
    run("ip", "link", "add", f"v-{name}", "type", "veth", "peer", "name", "eth0", "netns", str(child))
    run("ip", "link", "set", f"v-{name}", "master", "br0", "up")
    os.write(writing, b"!")
    os.close(writing)


def host(lab, name, reading, writing):
    """Process 1 of a host: its own network, name, processes, /etc, /tmp and Flink."""
    os.close(writing)
    os.read(reading, 1)
    os.setsid()
    socket.sethostname(name)
    run("mount", "--make-rprivate", "/")
    run("mount", "-t", "proc", "proc", "/proc")
    own = f"{lab.disk}/{name}"
    overlay("/etc", f"{own}/etc", "/etc")
    # /dev/shm as well: faketime names its semaphore by a process id, which every host counts anew.
    own_folders = ("/tmp", "/run", "/srv", "/dev/shm")
    kept = [path for path in lab.needed if path.startswith(tuple(f"{each}/" for each in own_folders))]
    for number, path in enumerate(kept):
        os.makedirs(f"{own}/kept/{number}")
        run("mount", "--rbind", path, f"{own}/kept/{number}")
    for folder in own_folders:
        os.makedirs(f"{own}{folder}", mode=0o755)
        run("mount", "--bind", f"{own}{folder}", folder)
    for number, path in enumerate(kept):
        os.makedirs(path, exist_ok=True)
        run("mount", "--rbind", f"{own}/kept/{number}", path)
    for folder in ("/tmp", "/dev/shm"):
        os.chmod(folder, 0o1777)
    # A folder that all hosts share, as a network file system is.
    os.makedirs("/srv/shared")
    run("mount", "--bind", f"{lab.disk}/shared", "/srv/shared")
    os.makedirs("/srv/flink")
    place_flink(lab.flink_home, f"{own}/flink")
    for path, text in lab.etc(name).items():
        with open(path, "w") as out:
            out.write(text)
    run("ip", "link", "set", "lo", "up")
    for address in lab.addresses(name):
        options = ["nodad"] if ":" in address else []
        run("ip", "address", "add", address, "dev", "eth0", *options)
    run("ip", "link", "set", "eth0", "up")
    # Rejections of one scenario must not be held back because another just got one.
    run("sysctl", "-q", "net.ipv4.icmp_ratelimit=0", "net.ipv6.icmp.ratelimit=0")
    report(lab.sock, name)
    reap_for_ever()


def place_flink(home, scratch):
    """A distribution at /srv/flink that can be written to."""
    overlay(home, scratch, "/srv/flink")
    # The packages that the distributions come from have lost both.
    os.makedirs("/srv/flink/log", exist_ok=True)
    for script in os.listdir("/srv/flink/bin"):
        os.chmod(f"/srv/flink/bin/{script}", 0o755)


def overlay(lower, scratch, target):
    for layer in ("upper", "work"):
        os.makedirs(f"{scratch}-{layer}")
    options = f"lowerdir={lower},upperdir={scratch}-upper,workdir={scratch}-work"
    run("mount", "-t", "overlay", "-o", options, "overlay", target)


def peer_of(connection):
    """The process at the other end, by the id that it has here."""
    form = "3i"
    said = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize(form))
    return struct.unpack(form, said)[0]
