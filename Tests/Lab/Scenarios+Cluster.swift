/// A cluster that runs, and in which something is wrong that its REST endpoint shows.
extension Scenario {
  static let cluster: [Scenario] = [
    Scenario(
      "a job failed", .job("fails"), from: "client", finds: ["FD8201"], first: "FD7316", "FD8201",
      cluster: []),
    Scenario(
      "a job restarts again and again", .job("restarts"), from: "client", finds: [],
      first: "FD7316", "FD8201", "FD8202", cluster: []),
    Scenario(
      "a job waits for slots", .job("runs", parallelism: 8), from: "client", finds: [],
      first: "FD8203", "FD7401", cluster: []),
    Scenario(
      "checkpoints run out of time", .job("expire"), from: "client", finds: ["FD8204"],
      cluster: []),
    Scenario(
      "the state of each task fills most of a message to the JobManager", .job("hoards"),
      from: "client", finds: ["FD8205"], cluster: []),
    Scenario(
      "one state is larger than the JobManager takes", .job("outgrows"), .refusal, from: "client",
      finds: ["FD8204"], cluster: []),
    Scenario(
      "TaskManagers collect garbage most of the time", .job("collects"), from: "client",
      finds: ["FD8401"], within: 40, cluster: ["--gc-window", "32s"]),
    Scenario(
      "a TaskManager has answered no heartbeat for ten seconds", .waited(4), .frozen("tm2"),
      .waited(10), from: "client", finds: ["FD8106"], cluster: []),
    Scenario(
      "a TaskManager is registered as localhost",
      .allRestarted(with: ["taskmanager.host": "localhost"], on: "tm2"), from: "client",
      finds: ["FD8102"], cluster: []),
    Scenario(
      "a worker has no TaskManager", .edited("/srv/flink/conf/workers", on: "client", "$a relay"),
      from: "client", finds: ["FD8101"], cluster: ["--conf", "/srv/flink/conf"]),
    Scenario(
      "the file was edited, and the JobManager never restarted",
      .written(["heartbeat.timeout": "40000"], on: "jm1"), from: "jm1", finds: ["FD8301"],
      cluster: ["--conf", "/srv/flink/conf"]),
    Scenario(
      "the client's Flink is another minor than the cluster's", .neighbouringFlink(on: "client"),
      from: "client", finds: ["FD8302"], cluster: ["--conf", "/srv/flink/conf"]),
    Scenario(
      "the firewall drops REST", .dropped(8081, at: "jm1"), from: "client", finds: ["FD8001"],
      cluster: []),
  ]
}
