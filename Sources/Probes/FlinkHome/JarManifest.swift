import SystemPackage

/// What `META-INF/MANIFEST.MF` of a jar says, read without unpacking the jar.
package enum JarManifest {
  /// `Implementation-Version`, which every flink-dist has; nil when it is missing or the jar is broken.
  package static func implementationVersion(ofJar path: String) -> String? {
    guard
      let file = try? FileDescriptor.open(
        FilePath(path), .readOnly, options: [.closeOnExec, .nonBlocking])
    else { return nil }
    defer { try? file.close() }
    guard let bytes = ZipFile(file)?.contents(of: "META-INF/MANIFEST.MF") else { return nil }
    return value(of: "implementation-version", in: bytes)
  }

  /// Names are alike in upper and lower case; a line that starts with a blank continues the last.
  private static func value(of name: String, in bytes: [UInt8]) -> String? {
    var value: [UInt8]?
    for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      if line.first == UInt8(ascii: " ") {
        value?.append(contentsOf: line.dropFirst())
        continue
      }
      if let value { return String(decoding: value, as: UTF8.self) }
      let key = line.prefix { $0 != UInt8(ascii: ":") }
      guard String(decoding: key, as: UTF8.self).lowercased() == name else { continue }
      value = Array(line.dropFirst(key.count + 1).drop { $0 == UInt8(ascii: " ") })
    }
    return value.map { String(decoding: $0, as: UTF8.self) }
  }
}
