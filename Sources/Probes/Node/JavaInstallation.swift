import SystemPackage

/// What a Java installation says of itself in its `release` file; it is never run.
struct JavaInstallation: Sendable, Hashable {
  /// The folder above `bin/java`, as the process names it.
  var home: String
  /// `17.0.15`, `1.8.0_292`; nil where no `release` file tells.
  var version: String?

  /// `root` is where the file system begins that the path is meant in.
  init(executable: String, root: FilePath = "/") {
    var path = FilePath(executable)
    path.removeLastComponent()
    if path.lastComponent?.string == "bin" { path.removeLastComponent() }
    home = path.string
    version = Self.version(of: path, root)
    // Up to Java 8 a JDK keeps the program in jre/bin and the file one folder higher.
    if version == nil, path.lastComponent?.string == "jre" {
      version = Self.version(of: path.removingLastComponent(), root)
    }
  }

  private static func version(of home: FilePath, _ root: FilePath) -> String? {
    let here = root.pushing(FilePath(root: nil, home.components))
    return smallFile(here.appending("release")).flatMap(version(in:))
  }

  /// The value of `JAVA_VERSION="…"`.
  static func version(in release: [UInt8]) -> String? {
    for line in String(decoding: release, as: UTF8.self).split(separator: "\n") {
      guard line.hasPrefix("JAVA_VERSION=") else { continue }
      let value = line.dropFirst("JAVA_VERSION=".count).filter { $0 != "\"" && $0 != "\r" }
      return value.isEmpty ? nil : String(value.prefix(64))
    }
    return nil
  }
}
