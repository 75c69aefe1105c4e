/// What stands in a node's files and routes.
extension Scenario {
  static let nodes: [Scenario] = [
    Scenario(
      "the file was edited, and the TaskManager never restarted",
      .written(["taskmanager.numberOfTaskSlots": "1"], on: "tm1"), from: "tm1",
      finds: ["FD9502"]),
    Scenario(
      "a second Flink is in lib/",
      .on(
        "tm1", "cd /srv/flink/lib; cp flink-dist*.jar flink-dist-1.13.0.jar",
        undo: "rm /srv/flink/lib/flink-dist-1.13.0.jar"), from: "tm1", finds: ["FD9201"]),
    Scenario(
      "the TaskManager listens on loopback",
      .restarted("tm1", with: ["taskmanager.bind-host": "localhost"]), from: "tm1",
      finds: ["FD2105"]),
    Scenario(
      "the TaskManager listens on another network than the one it registers under",
      .on(
        "tm1", "ip address add 10.88.0.21/24 dev lo", undo: "ip address del 10.88.0.21/24 dev lo"),
      .restarted("tm1", with: ["taskmanager.bind-host": "10.88.0.21"]), from: "tm1",
      finds: ["FD3302"]),
    Scenario(
      "io.tmp.dirs lies on a file system that is full",
      .on(
        "tm1",
        "mkdir -p /srv/full; mount -t tmpfs -o size=64k none /srv/full; "
          + "head -c 65536 /dev/zero > /srv/full/x", undo: "umount /srv/full"),
      .written(["io.tmp.dirs": "/srv/full"], on: "tm1"), from: "tm1", finds: ["FD9520"]),
    Scenario(
      "the TaskManager would register under another machine's address",
      .written(["taskmanager.host": "tm2"], on: "tm1"), from: "tm1", finds: ["FD2403"]),
    Scenario(
      "the JobManager's machine has no route back to the worker",
      .route("blackhole", to: "10.77.0.21", on: "jm1"), from: "tm1", finds: ["FD3010"]),
    Scenario(
      "the worker's routes call the JobManager's machine unreachable",
      .route("unreachable", to: "10.77.0.11", on: "tm1"), from: "tm1", finds: ["FD3010"]),
  ]
}
