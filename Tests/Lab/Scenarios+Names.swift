/// Names that lead nowhere, or elsewhere.
extension Scenario {
  static let names: [Scenario] = [
    Scenario(
      "the hosts file has an old address for the JobManager, and DNS the new one",
      .edited("/etc/hosts", on: "tm1", "s/^10.77.0.11 .*/10.77.0.99 jm1.lab jm1/"), from: "tm1",
      finds: ["FD2010"]),
    Scenario(
      "two lines of the hosts file, of which the wrong one is nearer",
      .hostsLine("10.77.0.20 jm1", on: "tm1"), from: "tm1", finds: ["FD2011"]),
    Scenario(
      "the hosts file's line for the JobManager is spoilt",
      .edited("/etc/hosts", on: "tm1", "s/^10.77.0.11 /10.77.0.256 /"), .unknownToDNS("jm1"),
      from: "tm1", finds: ["FD2012", "FD2001"]),
    Scenario(
      "nsswitch.conf leaves the hosts file out",
      .edited("/etc/nsswitch.conf", on: "tm1", "s/^hosts:.*/hosts: dns/"), .unknownToDNS("jm1"),
      from: "tm1", finds: ["FD2013", "FD2001"]),
    Scenario(
      "nsswitch.conf leaves DNS out",
      .edited("/etc/nsswitch.conf", on: "tm1", "s/^hosts:.*/hosts: files/"),
      .forgotten("jm1", on: "tm1"), from: "tm1", finds: ["FD2013", "FD2001"]),
    Scenario(
      "the worker's own name has no address",
      .forgotten("tm1", on: "tm1"), .unknownToDNS("tm1"), from: "tm1", finds: ["FD2008"]),
    Scenario(
      "the only name server is dead",
      .packets(into: "dns", "udp dport 53", "drop"), .forgotten("jm1", on: "tm1"), from: "tm1",
      finds: ["FD2003", "FD2001"]),
    Scenario(
      "a ZooKeeper without address",
      .written(
        [
          "high-availability.type": "zookeeper", "high-availability": "zookeeper",
          "high-availability.zookeeper.quorum": "zk9:2181",
          "high-availability.storageDir": "hdfs://10.77.0.31:8020/flink",
        ], on: "tm1"),
      .packets(into: "zk", "tcp dport 8020", "accept"), from: "tm1", finds: ["FD2005"]),
    Scenario(
      "a NameNode without address",
      .written(["state.checkpoints.dir": "hdfs://nn9:8020/flink"], on: "tm1"), from: "tm1",
      finds: ["FD2006"]),
    Scenario(
      "a NameNode's name leads to the worker itself",
      .written(["state.checkpoints.dir": "hdfs://nn9:8020/flink"], on: "tm1"),
      .hostsLine("127.0.1.1 nn9", on: "tm1"), from: "tm1", finds: ["FD2009"]),
    Scenario(
      "the first name server is dead, and the hosts file does not know the JobManager",
      .forgotten("jm1", on: "tm1"),
      .edited("/etc/resolv.conf", on: "tm1", "1i nameserver 10.77.0.99"), from: "tm1",
      finds: ["FD2003"], within: 12),
    Scenario(
      "the name server takes two seconds for an answer",
      .lab(
        ["listen", "relay", "names", "53", "10.77.0.53:53", "2000"], undo: [["deafen", "relay"]]),
      .forgotten("jm1", on: "tm1"),
      .edited("/etc/resolv.conf", on: "tm1", "s/^nameserver.*/nameserver 10.77.0.41/"),
      from: "tm1", finds: ["FD2003", "FD2016"], within: 8),
    Scenario(
      "the JobManager's hosts file has an old address for a worker",
      .edited("/etc/hosts", on: "jm1", "s/^10.77.0.21 /10.77.0.99 /"), from: "jm1",
      finds: ["FD2010", "FD3005"]),
    Scenario(
      "the JobManager's machine does not know a worker",
      .forgotten("tm2", on: "jm1"), .unknownToDNS("tm2"), from: "jm1", finds: ["FD2004"]),
  ]

  /// Clocks apart, on the wire from a real chrony and a real JobManager.
  static let clocks: [Scenario] = [
    Scenario(
      "the worker's clock is ten minutes behind its time server's",
      .lab(["time", "600"], undo: [["time", "0"]]), from: "tm1", finds: ["FD9402"]),
    Scenario(
      "the worker's clock is behind by a time zone",
      .lab(["time", "7200"], undo: [["time", "0"]]), from: "tm1", finds: ["FD9402"]),
    Scenario(
      "the JobManager's clock is ten minutes ahead",
      .lab(
        ["restart", "jm1", "tm1", "tm2", "--ahead", "600"], ["wait"],
        undo: [["restart", "jm1", "tm1", "tm2"], ["wait"]]), from: "tm1", finds: ["FD9403"]),
  ]
}
