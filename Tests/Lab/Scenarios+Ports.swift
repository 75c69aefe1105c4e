/// Ports that are closed, dropped, taken or listened on elsewhere.
extension Scenario {
  static let ports: [Scenario] = [
    Scenario(
      "the JobManager is down, seen from its own machine",
      .killed("jm1"), from: "jm1", finds: ["FD3010", "FD3001"]),
    Scenario(
      "the JobManager is down, seen from where clients run",
      .killed("jm1"), from: "client", finds: ["FD3010", "FD3003"]),
    Scenario(
      "the JobManager listens on loopback, as its file says",
      .restarted("jm1", with: ["jobmanager.bind-host": "localhost"]),
      .written(["jobmanager.bind-host": "localhost"], on: "tm1"),
      from: "tm1", finds: ["FD2103", "FD3001", "FD3002"]),
    Scenario(
      "the JobManager listens on loopback, and only its own file says so",
      .restarted("jm1", with: ["jobmanager.bind-host": "localhost"]),
      from: "tm1", finds: ["FD3001", "FD3002"]),
    Scenario(
      "the JobManager's bind-host is a name that leads to loopback on its machine",
      .hostsLine("127.0.1.1 here", on: "jm1"),
      .restarted("jm1", with: ["jobmanager.bind-host": "here"]),
      from: "jm1", finds: ["FD3302", "FD3001"]),
    Scenario(
      "the firewall of the JobManager's machine answers with a reset",
      // A connection that stands must not be reset: after that nothing registers any more until
      // both processes are started again, in Akka as in Pekko.
      .packets(
        into: "jm1", "tcp dport 6123 tcp flags syn / syn,ack", "reject with tcp reset"),
      from: "tm1", finds: ["FD3001"]),
    Scenario(
      "the firewall of the JobManager's machine drops the blob server's port",
      .dropped(6124, at: "jm1"), from: "tm1", finds: ["FD3002"]),
    Scenario(
      "the firewall of the JobManager's machine drops REST",
      .dropped(8081, at: "jm1"), from: "client", finds: ["FD3003"]),
    Scenario(
      "the firewall of a TaskManager's machine drops its data port",
      .dropped(6121, at: "tm2"), from: "tm1", finds: ["FD3006"]),
    Scenario(
      "the firewall of a TaskManager's machine drops its RPC port",
      .dropped(6122, at: "tm2"), from: "jm1", finds: ["FD3005"]),
    Scenario(
      "packets are dropped on the way back from the JobManager's RPC port alone",
      .packets(
        into: "jm1", "ip daddr 10.77.0.21 tcp sport 6123", "drop", chain: "output"),
      from: "tm1", finds: ["FD3001"]),
    Scenario(
      "a TaskManager's firewall lets nothing in that the JobManager begins",
      .packets(into: "tm1", "ip saddr 10.77.0.11 tcp flags syn / syn,ack", "drop"), from: "jm1",
      finds: ["FD3010", "FD3005"]),
    Scenario(
      "a TaskManager was killed",
      .killed("tm2"), from: "jm1", finds: ["FD3005"]),
    Scenario(
      "a firewall drops everything between a worker and the JobManager's machine",
      .packets(into: "jm1", "ip saddr 10.77.0.21", "drop"), from: "tm1", finds: ["FD3010"]),
    Scenario(
      "only IPv6 is let through to the JobManager, which Java does not try first",
      .hostsLine("fd77::11 jm1", on: "tm1"),
      .packets(into: "jm1", "meta nfproto ipv4 tcp dport { 6123, 6124, 8081 }", "drop"),
      from: "tm1", finds: ["FD3010"]),
    Scenario(
      "the worker has no route to any other machine",
      .lost(
        on: "tm1", "ip address del 10.77.0.21/24 dev eth0",
        undo: "ip address add 10.77.0.21/24 dev eth0"),
      from: "tm1", finds: ["FD3011"], first: "FD3011", "FD3006"),
    Scenario(
      "the worker's own firewall lets nothing out",
      .packets(into: "tm1", "oifname eth0 tcp flags syn", "drop", chain: "output"),
      from: "tm1", finds: ["FD3011"]),
    Scenario(
      "another program holds the JobManager's REST port",
      .killed("jm1"), .listening("http", 8081, on: "jm1"), from: "jm1", finds: ["FD3301", "FD3001"]),
    Scenario(
      "two faults: the blob server's port is dropped, and a TaskManager's data port",
      .dropped(6124, at: "jm1"), .dropped(6121, at: "tm2"), from: "tm1",
      finds: ["FD3002", "FD3006"]),
  ]
}
