/// What the text of a value must look like, which is not always what its declared type says.
package enum OptionGrammar: Sendable, Hashable {
  /// By the declared type alone.
  case declared
  /// `TimeUtils.parseDuration`, though the option is a String.
  case duration
  /// `MemorySize.parse`, though the option is a String.
  case memorySize
  /// A size of the HOCON library (`10485760b`): Akka's and Pekko's frame size.
  case hoconSize
  /// `NetUtils.getPortRangeFromString`: `6123`, `50100-50200`, `50100,50110-50120`, `0`.
  case portRange
  /// An `Integer.parseInt` of a String option.
  case integer
  /// A number without unit, of milliseconds; a later version has a duration here.
  case milliseconds
}

extension FlinkOption {
  /// Held against the readers of the option in the jars' bytecode.
  package var grammar: OptionGrammar {
    switch type {
    case .string: FlinkOption.grammarOfStrings[key] ?? .declared
    case .long, .integer: FlinkOption.isDurationLater(key) ? .milliseconds : .declared
    default: .declared
    }
  }

  private static func isDurationLater(_ key: String) -> Bool {
    CatalogueText.lines(of: key).contains { !$0.isAlias && $0.fields.first == "Duration" }
  }

  private static let grammarOfStrings: [String: OptionGrammar] = {
    var table: [String: OptionGrammar] = [:]
    for key in [
      "akka.ask.timeout", "akka.client.timeout", "akka.lookup.timeout", "akka.startup-timeout",
      "akka.tcp.timeout", "akka.transport.heartbeat.interval", "akka.transport.heartbeat.pause",
      "pekko.ask.timeout",
      "pekko.lookup.timeout", "pekko.startup-timeout", "pekko.tcp.timeout",
      "resourcemanager.job.timeout",
    ] { table[key] = .duration }
    for key in [
      "table.exec.resource.external-buffer-memory", "table.exec.resource.hash-agg.memory",
      "table.exec.resource.hash-join.memory", "table.exec.resource.sort.memory",
      "table.exec.spill-compression.block-size", "taskmanager.network.memory.max",
      "taskmanager.network.memory.min",
    ] { table[key] = .memorySize }
    for key in ["akka.framesize", "pekko.framesize"] { table[key] = .hoconSize }
    for key in [
      "blob.server.port", "high-availability.jobmanager.port", "jmx.server.port",
      "metrics.internal.query-service.port", "queryable-state.proxy.ports",
      "queryable-state.server.ports", "rest.bind-port", "taskmanager.data.bind-port",
      "taskmanager.rpc.port", "yarn.application-master.port",
    ] { table[key] = .portRange }
    table["yarn.application-attempts"] = .integer
    return table
  }()
}
