/// What is broken on the node itself, or under a connection that stands already.
extension Scenario {
  static let node: [Scenario] = [
    Scenario(
      "a signal stopped the TaskManager, seen beside it",
      .frozen("tm1"), from: "tm1", finds: ["FD9504"]),
    Scenario(
      "a signal stopped the JobManager, seen beside it",
      .frozen("jm1"), from: "jm1", finds: ["FD9504"]),
    Scenario(
      "a TaskManager has been silent for two heartbeats",
      .frozen("tm1"), .waited(11), from: "jm1", finds: ["FD3405"], first: "FD3202"),
    Scenario(
      "the packets of the connection between them are dropped",
      .packets(into: "tm1", "ip saddr 10.77.0.11 tcp sport 6123", "drop"), .waited(8),
      from: "jm1", finds: ["FD3401"]),
    Scenario(
      "nothing from the JobManager's machine reaches a TaskManager any more",
      .packets(into: "tm1", "ip saddr 10.77.0.11", "drop"), .waited(8),
      from: "jm1", finds: ["FD3401"], first: "FD3010"),
    Scenario(
      "the TaskManager is to be larger than its machine",
      .written(["taskmanager.memory.process.size": "300g"], on: "tm1"),
      from: "tm1", finds: ["FD9510", "FD9502"]),
    Scenario(
      "env.java.home names a Java that is not there",
      .written(["env.java.home": "/opt/none"], on: "tm1"), from: "tm1", finds: ["FD9302"]),
    Scenario(
      "io.tmp.dirs lies on a file system that is mounted read-only",
      .on(
        "tm1", "mkdir -p /srv/ro; mount -t tmpfs -o ro none /srv/ro", undo: "umount /srv/ro"),
      .written(["io.tmp.dirs": "/srv/ro/tmp"], on: "tm1"), from: "tm1", finds: ["FD9520"]),
    Scenario(
      "the TaskManager has opened nearly all the files that it may",
      .on(
        "tm1",
        "p=$(pgrep -xf 'java .*TaskManagerRunner.*'); "
          + "prlimit --pid $p --nofile=$(($(ls /proc/$p/fd | wc -l) + 8)):",
        undo: "prlimit --pid $(pgrep -xf 'java .*TaskManagerRunner.*') --nofile=20000:"),
      from: "tm1", finds: ["FD9515"]),
  ]
}
