/// Keys that no list can name: Flink, a file system, a reporter or the operator reads them by prefix.
package struct KeyPattern: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// Everything below the prefix is handed to a plugin that the operator names.
    case namedGroup
    /// The prefix is cut off or kept, and the rest goes to another system's configuration.
    case forwarded
    /// The rest is the name of an environment variable.
    case environment
    /// Below an option of type Map, which takes its entries as keys of their own since 1.14.
    case map
    /// Written by Flink itself.
    case `internal`
    /// Read by the Kubernetes operator from the same file, and by no Flink.
    case kubernetesOperator
    /// Read by a connector, a library or a vendor's Flink.
    case thirdParty
  }

  /// As documentation writes it: `<x>` is one segment or, at the end, everything that follows.
  package let pattern: String
  package let kind: Kind
  package let versions: FlinkVersionRange

  init(
    _ pattern: String, _ kind: Kind, from: FlinkVersion = .oldest, until: FlinkVersion = .newest
  ) {
    self.pattern = pattern
    self.kind = kind
    self.versions = FlinkVersionRange(from: from, to: until)
  }

  /// Whether the key is of this shape, in whatever version.
  package func matches(_ key: String) -> Bool {
    var rest = key.utf8[...]
    var shape = pattern.utf8[...]
    guard let open = shape.firstIndex(of: UInt8(ascii: "<")) else {
      return rest.elementsEqual(shape)
    }
    let literal = shape[..<open]
    guard rest.starts(with: literal),
      let close = shape[open...].firstIndex(of: UInt8(ascii: ">"))
    else { return false }
    rest = rest.dropFirst(literal.count)
    shape = shape[shape.index(after: close)...]
    if shape.isEmpty { return !rest.isEmpty }
    // The placeholder ends where the literal behind it begins; Flink's names have no dot, but a
    // resource or a scheme may, so the rest of the shape decides.
    return Self.fits(rest, shape)
  }

  /// Whether `rest` is a placeholder's text (at least one byte) and then `shape`.
  private static func fits(_ rest: Substring.UTF8View, _ shape: Substring.UTF8View) -> Bool {
    let tail = shape.prefix { $0 != UInt8(ascii: "<") }
    if tail.count == shape.count {
      return rest.count > tail.count && rest.suffix(tail.count).elementsEqual(tail)
    }
    var at = rest.startIndex
    while at < rest.endIndex {
      at = rest.index(after: at)
      guard rest[at...].starts(with: tail) else { continue }
      // Only the last placeholder may take everything, so nothing nests deeper than two.
      return rest[at...].count > tail.count
    }
    return false
  }
}

extension KeyPattern {
  /// The listed patterns that the key fits, of all versions.
  static func listed(for key: String) -> [KeyPattern] {
    guard let dot = key.utf8.firstIndex(of: UInt8(ascii: ".")),
      let candidates = byFirstSegment[String(key[..<dot])]
    else { return [] }
    return candidates.filter { $0.matches(key) }
  }

  /// No pattern begins with a placeholder, and most keys share no first segment with any.
  private static let byFirstSegment = Dictionary(grouping: all) { pattern in
    String(pattern.pattern.prefix { $0 != "." })
  }

  /// The key without its last segment, without its last two, and so on.
  static func parents(of key: String) -> [String] {
    var parents: [String] = []
    var end = key.utf8.endIndex
    while let dot = key.utf8[..<end].lastIndex(of: UInt8(ascii: ".")), parents.count < 16 {
      parents.append(String(key[..<dot]))
      end = dot
    }
    return parents
  }

  /// The Map option, or the alias of one, below which the key stands.
  ///
  /// `ConfigurationUtils.canBePrefixMap` is in the jars from 1.14; lists of maps are none.
  static func map(above key: String, in version: FlinkVersion) -> KeyPattern? {
    guard version >= FlinkVersion(1, 14) else { return nil }
    for parent in parents(of: key) where CatalogueText.contains(parent) {
      let options = [parent] + OptionCatalogue.readers(of: parent, in: version).map(\.key)
      for name in options {
        guard let option = OptionCatalogue.option(name, in: version), option.type == .map,
          option.scope.isOfFile
        else { continue }
        return KeyPattern(parent + ".<key>", .map, from: max(option.since, FlinkVersion(1, 14)))
      }
    }
    return nil
  }
}
