package import Diagnosis
import FlinkConfiguration

/// The quorum is a list with commas; ZooKeeper's client looks for strange hosts for ever.
package struct ZooKeeperQuorumIsWellFormed: Rule {
  package static let card = RuleCard(
    id: "FD6105", name: "zoo-keeper-quorum-is-well-formed", severity: .error,
    title: "high-availability.zookeeper.quorum is a list of host:port with commas",
    why: """
      ZooKeeper's client splits the text at commas and each part at its last colon. With semicolons \
      the whole list is one host that nothing resolves; a scheme turns the rest into a path; a port \
      that is no number ends the client. Flink waits for a leader meanwhile.
      """,
    fix: "Write `zk1:2181,zk2:2181,zk3:2181`; without a port it is 2181.",
    sources: ["org.apache.zookeeper.client.ConnectStringParser, run for 1.12 and 2.3"],
    examples: [
      .finding(
        "high-availability: zookeeper\nhigh-availability.zookeeper.quorum: ↓zk1:2181;zk2:2181"),
      .finding("high-availability: zookeeper\nhigh-availability.zookeeper.quorum: ↓zk1:port"),
      .finding("high-availability: zookeeper\nhigh-availability.zookeeper.quorum: ↓zk://zk1:2181"),
      .finding("high-availability: zookeeper\nhigh-availability.zookeeper.quorum: ↓zk1:2181/a/"),
      .finding("high-availability: zookeeper\nhigh-availability.zookeeper.quorum: ↓zk1 zk2"),
      .healthy(
        "high-availability: zookeeper\nhigh-availability.zookeeper.quorum: zk1, zk2:2181,zk3/flink"
      ),
      .healthy("high-availability: zookeeper\nhigh-availability.zookeeper.quorum: [::1]:2181"),
      .healthy("high-availability.zookeeper.quorum: zk1;zk2"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard exam.highAvailability == .zookeeper,
      let setting = exam.setting("high-availability.zookeeper.quorum"), !setting.text.isEmpty
    else { return [] }
    guard let fault = Self.fault(of: setting.text) else { return [setting.passed] }
    return [.malformed(setting, fault)]
  }

  /// The first thing that keeps ZooKeeper's client from finding its servers.
  private static func fault(of text: String) -> String? {
    if text.contains(";") { return "its servers are parted by semicolons, not by commas" }
    if text.contains("://") { return "it begins with a scheme" }
    let quorum = ZooKeeperQuorum(text)
    if let chroot = quorum.chroot, chroot.count > 1, chroot.hasSuffix("/") || chroot.contains("//")
    {
      return "the path \(chroot) is not one of ZooKeeper's"
    }
    for server in quorum.servers {
      if server.host.isEmpty { return "a server has no host" }
      if server.host.unicodeScalars.contains(where: { $0.value <= 0x20 }) {
        return "\"\(server.host)\" holds a blank"
      }
      if let port = server.port, UInt16(port) == nil { return "\"\(port)\" is no port" }
    }
    return nil
  }
}

extension Verdict {
  fileprivate static func malformed(_ quorum: Setting, _ fault: String) -> Verdict {
    quorum.finding(
      .error,
      """
      \(quorum.key) is \(quorum.text): \(fault). ZooKeeper's client finds no server with it, and \
      neither JobManagers nor TaskManagers learn who the leader is.
      """,
      fix: Fix("\(quorum.key): zk1:2181,zk2:2181,zk3:2181"), explains: [.jobManagerNotFound])
  }
}
