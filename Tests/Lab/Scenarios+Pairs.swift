/// Two faults at once: both are told, and nothing besides.
extension Scenario {
  static let pairs: [Scenario] = [
    Scenario(
      "two faults: the RPC port is dropped, and a TaskManager's data port",
      .dropped(6123, at: "jm1"), .dropped(6121, at: "tm2"), from: "tm1",
      finds: ["FD3001", "FD3006"]),
    Scenario(
      "two faults: the first name server is dead, and the RPC port is dropped",
      .edited("/etc/resolv.conf", on: "tm1", "1i nameserver 10.77.0.99"),
      .dropped(6123, at: "jm1"), from: "tm1", finds: ["FD3001", "FD2003"], within: 12),
    Scenario(
      "two faults: the JobManager is frozen, and its blob server's port is dropped",
      .dropped(6124, at: "jm1"), .frozen("jm1"), from: "tm1", finds: ["FD3202", "FD3002"],
      first: "FD3202", "FD3002", within: 12),
    Scenario(
      "two faults: the JobManager has another name, and a TaskManager's data port is dropped",
      .edited("/etc/hosts", on: "tm1", "s/ jm1$/ jm1 jmalias/"),
      .written(["jobmanager.rpc.address": "jmalias"], on: "tm1"), .dropped(6121, at: "tm2"),
      from: "tm1", finds: ["FD2201", "FD3006"]),
    Scenario(
      "two faults: the time server says that this clock is behind, and REST is dropped",
      .lab(["time", "300"], undo: [["time", "0"]]), .dropped(8081, at: "jm1"), from: "client",
      finds: ["FD3003", "FD9402"]),
    Scenario(
      "two faults: the file is not in force, and the RPC port is dropped",
      .written(["taskmanager.numberOfTaskSlots": "1"], on: "tm1"), .dropped(6123, at: "jm1"),
      from: "tm1", finds: ["FD3001", "FD9502"]),
    Scenario(
      "two faults: the JobManager is down, and a TaskManager's data port is dropped",
      .killed("jm1"), .dropped(6121, at: "tm2"), from: "tm1", finds: ["FD3010", "FD3006"]),
    Scenario(
      "two faults: large packets vanish, and a TaskManager's data port is dropped",
      .packets(into: "tm1", "meta length > 1400", "drop"), .dropped(6121, at: "tm2"),
      from: "tm1", finds: ["FD3207", "FD3006"], first: "FD3207", "FD3006", within: 12),
  ]
}
