/// Somebody answers, but not as a JobManager of this cluster should.
extension Scenario {
  static let peers: [Scenario] = [
    Scenario(
      "a worker calls the JobManager by another name than it calls itself",
      .edited("/etc/hosts", on: "tm1", "s/ jm1$/ jm1 jmalias/"),
      .written(["jobmanager.rpc.address": "jmalias"], on: "tm1"), from: "tm1", finds: ["FD2201"]),
    Scenario(
      "a TaskManager calls itself localhost",
      .restarted("tm2", with: ["taskmanager.host": "localhost"]), from: "jm1", finds: ["FD2202"]),
    Scenario(
      "a TaskManager calls itself by another worker's name",
      .claimed("tm1", by: "tm2"), from: "jm1", finds: ["FD2202"]),
    Scenario(
      "the way to the JobManager's port ends at another cluster's JobManager",
      .written(["jobmanager.rpc.address": "jm2"], on: "jm2"),
      .lab(
        ["start", "jm2"], ["run", "jm2", "--"] + Fault.untilOpen(6123), undo: [["stop", "jm2"]]),
      .redirected(to: "10.77.0.12:6123", from: "tm1"), from: "tm1", finds: ["FD2201"]),
    Scenario(
      "the RPC port in the file is the metrics port",
      .written(["jobmanager.rpc.port": "6125"], on: "tm1"), from: "tm1", finds: ["FD2203"]),
    Scenario(
      "the way to the JobManager's port ends at a TaskManager's",
      .redirected(to: "10.77.0.22:6122", from: "tm1"), from: "tm1", finds: ["FD2203"]),
    Scenario(
      "the RPC port in the file is REST's",
      .written(["jobmanager.rpc.port": "8081"], on: "tm1"), from: "tm1", finds: ["FD3201"]),
    Scenario(
      "the RPC port in the file is the blob server's",
      .written(["jobmanager.rpc.port": "6124"], on: "tm1"), from: "tm1", finds: ["FD3201"]),
    Scenario(
      "the way to the JobManager's port ends at a TaskManager's data port",
      .redirected(to: "10.77.0.22:6121", from: "tm1"), from: "tm1", finds: ["FD3201"]),
    Scenario(
      "the JobManager is frozen", .frozen("jm1"), from: "tm1", finds: ["FD3202"], within: 12),
    Scenario(
      "a TaskManager is frozen", .frozen("tm2"), from: "jm1", finds: ["FD3202"], within: 12),
    Scenario(
      "something silent listens at the JobManager's port",
      .killed("jm1"), .listening("silent", 6123, on: "jm1"), from: "tm1", finds: ["FD3202"],
      within: 12),
    Scenario(
      "something at the JobManager's port closes every connection",
      .killed("jm1"), .listening("close", 6123, on: "jm1"), from: "tm1", finds: ["FD3203"]),
    Scenario(
      "an SSH server listens at the JobManager's port",
      .killed("jm1"), .listening("banner", 6123, on: "jm1"), from: "tm1", finds: ["FD3201"]),
    Scenario(
      "large packets vanish on the way",
      .packets(into: "tm1", "meta length > 1400", "drop"), from: "tm1", finds: ["FD3207"],
      within: 12),
    Scenario(
      "answers come seconds late",
      .delayed(1000, from: "tm1"), from: "tm1", finds: ["FD3206"], within: 15),
    Scenario(
      "only the JobManager has TLS",
      .stores, .restarted("jm1", with: ["tls": "on"]), from: "tm1", finds: ["FD3204"]),
    Scenario(
      "only the worker has TLS",
      .forgotten, .stores, .written(["tls": "on"], on: "tm1"), from: "tm1", finds: ["FD3204"]),
    Scenario(
      "the worker's Flink is Akka's and the JobManager's Pekko's, or the other way round",
      .otherFlink(on: "tm1"), from: "tm1", finds: ["FD3205"]),
    Scenario(
      "the worker's Flink is another minor than the JobManager's",
      .neighbouringFlink(on: "tm1"), from: "tm1", finds: ["FD3205"]),
    Scenario(
      "the worker sends larger frames than the JobManager takes",
      .forgotten, .written(["remote.framesize": "20971520b"], on: "tm1"), from: "tm1",
      finds: ["FD3208"]),
  ]
}
