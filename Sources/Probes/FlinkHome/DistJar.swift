/// What the name of a `flink-dist` jar tells: `flink-dist_2.11-1.12.5.jar`, `flink-dist-1.18.1.jar`.
package enum DistJar {
  /// The release as it is written; nil when the name is not of that form.
  package static func release(of name: String) -> String? {
    guard name.hasPrefix("flink-dist"), name.hasSuffix(".jar") else { return nil }
    let rest = name.dropFirst("flink-dist".count).dropLast(".jar".count)
    guard rest.hasPrefix("-") || rest.hasPrefix("_"), let dash = rest.firstIndex(of: "-"),
      let first = rest[dash...].dropFirst().first, first.isNumber
    else { return nil }
    return String(rest[dash...].dropFirst())
  }
}
