import SystemPackage

/// For which Java the classes of a jar were compiled, read without unpacking the jar.
package enum JarClasses {
  /// The highest major version of its first classes (52 is Java 8); nil where it has none.
  ///
  /// Those below `META-INF` are for newer Javas alone, and an old one does not look at them.
  package static func highestVersion(ofJar path: String) -> Int? {
    guard
      let file = try? FileDescriptor.open(
        FilePath(path), .readOnly, options: [.closeOnExec, .nonBlocking])
    else { return nil }
    defer { try? file.close() }
    let classes = ZipFile(file)?.first(3) { name in
      name.hasSuffix(".class") && !name.hasPrefix("META-INF/")
        && !name.hasSuffix("module-info.class")
    }
    return (classes ?? []).compactMap(version).max()
  }

  /// The two bytes behind `CAFEBABE` and the minor version.
  private static func version(of bytes: [UInt8]) -> Int? {
    guard bytes.count >= 8, bytes.starts(with: [0xca, 0xfe, 0xba, 0xbe]) else { return nil }
    return Int(bytes[6]) << 8 | Int(bytes[7])
  }
}
