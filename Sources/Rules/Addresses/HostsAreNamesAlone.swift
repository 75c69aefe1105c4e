package import Diagnosis
import FlinkConfiguration

/// A host option holds a host: no scheme, no port, no path, no blank.
package struct HostsAreNamesAlone: Rule {
  package static let card = RuleCard(
    id: "FD2109", name: "hosts-are-names-alone", severity: .error,
    title: "Host options hold a name or an address and nothing else",
    why: """
      Flink puts the value into its RPC address as it stands. A colon in it, as in `jm1:6123` or \
      `http://jm1`, keeps every process from starting: `The configured hostname is not valid`. A \
      path, a list, a blank or an underscore passes that check, and then Java finds no host in the \
      address (`Could not retrieve InetSocketAddress from Akka URL`), so that nobody can connect. \
      Underscores come from the names of docker compose services.
      """,
    fix: "Write the name or the address alone; the port has an option of its own.",
    sources: [
      "org.apache.flink.util.NetUtils#unresolvedHostToNormalizedString, run for 1.12 to 2.3",
      "RpcSystem#getInetSocketAddressFromRpcUrl (java.net.URI), run for 1.12 to 2.3",
    ],
    examples: [
      .finding("jobmanager.rpc.address: ↓jm1:6123"),
      .finding("jobmanager.rpc.address: ↓http://jm1"),
      .finding("jobmanager.rpc.address: ↓jm1."),
      .finding("jobmanager.rpc.address: ↓jm1 jm2"),
      .finding("jobmanager.rpc.address: ↓jm1,jm2"),
      .finding("jobmanager.rpc.address: ↓[::1]:6123"),
      .finding("jobmanager.rpc.address: jm1\ntaskmanager.host: ↓tm1/rack1"),
      .finding("jobmanager.rpc.address: ↓${JM_HOST}", .warning),
      .finding("jobmanager.rpc.address: ↓flink_jobmanager"),
      .finding("jobmanager.rpc.address: ↓flink_jobmanager", seen: [.deployment(.kubernetes)]),
      .healthy(
        "jobmanager.rpc.address: JM1.example.org\njobmanager.bind-host: '[::]'\nrest.address: ::1",
        version: FlinkVersion(1, 12)),
      .healthy("jobmanager.rpc.address: 2001:db8::1\ntaskmanager.host: 3f2a-b"),
      .healthy("jobmanager.bind-host: jm_1\nrest.address: jm_1"),
      .healthy("jobmanager.rpc.address: ${JM_HOST}", seen: [.deployment(.docker)]),
    ])

  package init() {}

  private static let options = [
    "jobmanager.rpc.address", "jobmanager.bind-host", "taskmanager.host", "taskmanager.bind-host",
    "rest.address", "rest.bind-address",
  ]

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    Self.options.compactMap { option in
      guard let host = exam.written(option) else { return nil }
      if let reason = exam.overruled(option) { return host.skipped(reason) }
      // Quotes that Flink keeps are the business of the rules that read the file.
      let text = host.text
      if text.hasPrefix("'") || text.hasPrefix("\"") { return nil }
      if text.holds("${") {
        return exam.deployment == .docker
          ? host.skipped("the docker image replaces variables when a container starts")
          : .variable(host)
      }
      let isEnforced = option != "rest.address" && option != "rest.bind-address"
      if (try? HostGrammar.parse(text, version: exam.versionAmong(HostGrammar.changes))) == nil {
        return .invalid(host, isEnforced: isEnforced)
      }
      if option == "jobmanager.rpc.address" || option == "taskmanager.host" {
        return HostName.isReadByURI(text) ? host.passed : .unreadable(host)
      }
      let strange = text.unicodeScalars.first { !Self.isHostScalar($0) }
      return strange.map { .unresolvable(host, $0) } ?? host.passed
    }
  }

  /// What a name or an address may consist of; other letters are left to the resolver.
  private static func isHostScalar(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", ".", "-", "_", ":", "[", "]", "%": true
    default: scalar.value > 0x7F && !scalar.properties.isWhitespace
    }
  }
}

extension Verdict {
  fileprivate static func invalid(_ host: Setting, isEnforced: Bool) -> Verdict {
    host.finding(
      .error,
      """
      \(host.key) is \(host.text), which is no host name: \
      \(isEnforced
        ? "the process does not start (`The configured hostname is not valid`)"
        : "no client finds the JobManager there").
      """,
      fix: host.fixToHost, explains: [.jobManagerNotFound], keepsFromStarting: isEnforced)
  }

  fileprivate static func variable(_ host: Setting) -> Verdict {
    host.finding(
      .warning,
      """
      \(host.key) is \(host.text): Flink replaces no variables, so that unless something does it \
      before the start, no host of that name is found.
      """,
      fix: Fix("\(host.key): <the name itself>"), explains: [.jobManagerNotFound])
  }

  fileprivate static func unreadable(_ host: Setting) -> Verdict {
    let blame = host.text.contains("_") ? ": a host name has no underscore" : ""
    return host.finding(
      .error,
      """
      \(host.key) is \(host.text)\(blame). Java finds no host in the RPC address that Flink makes \
      of it (`Could not retrieve InetSocketAddress from Akka URL`), and nobody can connect.
      """,
      fix: host.fixToHost,
      explains: host.option == "taskmanager.host"
        ? [.taskManagerNotReachable] : [.jobManagerNotFound])
  }

  fileprivate static func unresolvable(_ host: Setting, _ scalar: Unicode.Scalar) -> Verdict {
    let shown = scalar.properties.isWhitespace ? "a blank" : "\"\(scalar)\""
    return host.finding(
      .error,
      """
      \(host.key) is \(host.text): no host has \(shown) in its name, so that nothing resolves it.
      """,
      fix: host.fixToHost, explains: [.jobManagerNotFound])
  }
}

extension Setting {
  /// The host inside of `http://host:port/path`, where there is one.
  fileprivate var fixToHost: Fix {
    var rest = text[...]
    if let slashes = rest.firstIndex(of: "/"), rest[..<slashes].hasSuffix(":") {
      rest = rest[slashes...].drop { $0 == "/" }
    }
    let host = rest.prefix { !":/, ;\t".contains($0) }
    guard !host.isEmpty, host != text, HostName.isReadByURI(String(host)), !host.contains("[")
    else { return Fix("\(key): <the name or address alone>") }
    return replaced(by: String(host))
  }
}
