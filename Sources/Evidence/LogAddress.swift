/// An address as a log line has it: `akka.tcp://flink@jm1:6123/user/rpc/dispatcher_0`,
/// `jm1/10.0.0.1:6123`, `/10.0.0.1:6123`, `[::1]:6123`.
package struct LogAddress: Sendable, Hashable, Codable {
  /// `akka.tcp`, `pekko.ssl.tcp`, `akka` (in the same JVM); nil for a bare address.
  package var scheme: String?
  /// The actor system: `flink`, `flink-metrics`, or another program's.
  package var system: String?
  /// As written, an IPv6 address without brackets; the name where both name and address are given.
  package var host: String
  /// What stands behind the slash in `jm1/10.0.0.1:6123`.
  package var ip: String?
  package var port: Int?
  /// `/user/rpc/dispatcher_0`.
  package var path: String?

  package init(
    scheme: String? = nil, system: String? = nil, host: String, ip: String? = nil,
    port: Int? = nil, path: String? = nil
  ) {
    self.scheme = scheme
    self.system = system
    self.host = host
    self.ip = ip
    self.port = port
    self.path = path
  }

  /// An actor system that is Flink's, or no actor system's address at all.
  package var isFlinks: Bool { system == nil || system == "flink" || system == "flink-metrics" }

  package var isLoopback: Bool {
    [host, ip ?? ""].contains {
      $0 == "localhost" || $0.hasPrefix("127.") || $0 == "::1" || $0 == "0:0:0:0:0:0:0:1"
    }
  }
}
