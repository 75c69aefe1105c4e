package import FlinkConfiguration

/// What the name of a `flink-dist` jar tells: `flink-dist_2.11-1.12.5.jar`, `flink-dist-1.18.1.jar`.
package enum DistJar {
  /// The Flink release; nil when the name is not of that form.
  package static func release(of name: String) -> FlinkVersion? {
    guard name.hasPrefix("flink-dist"), name.hasSuffix(".jar") else { return nil }
    var rest = name.dropFirst("flink-dist".count).dropLast(".jar".count)
    if rest.hasPrefix("_") {
      guard let dash = rest.firstIndex(of: "-") else { return nil }
      rest = rest[dash...]
    }
    guard rest.hasPrefix("-") else { return nil }
    return FlinkVersion(rest.dropFirst())
  }
}
