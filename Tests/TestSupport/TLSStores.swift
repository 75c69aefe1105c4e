import FoundationEssentials

/// Key stores and trust stores as keytool and openssl write them, made once per run of the tests.
package struct TLSStores: Sendable {
  package let folder: String

  /// That of every store and every key.
  package static let password = "changeit"

  private static let made = Result { try TLSStores() }

  package static var shared: TLSStores { get throws { try made.get() } }

  private init() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "flinkdoctor-stores-\(ProcessInfo.processInfo.processIdentifier)")
    try? FileManager.default.removeItem(at: folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    self.folder = folder.path(percentEncoded: false)
    _ = try Shell.output(ofWords: [Repository.path("Tests/tls-stores"), self.folder])
  }

  package func path(of name: String) -> String { folder + "/" + name }

  package func bytes(of name: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: URL(filePath: path(of: name))))
  }

  /// The settings that make Flink speak TLS between its processes with these stores.
  package func settings(keyStore: String, trustStore: String) -> [String] {
    [
      "security.ssl.internal.enabled=true",
      "security.ssl.internal.keystore=\(path(of: keyStore))",
      "security.ssl.internal.truststore=\(path(of: trustStore))",
      "security.ssl.internal.keystore-password=\(Self.password)",
      "security.ssl.internal.key-password=\(Self.password)",
      "security.ssl.internal.truststore-password=\(Self.password)",
    ]
  }
}
