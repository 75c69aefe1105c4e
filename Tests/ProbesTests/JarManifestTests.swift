import FoundationEssentials
import Probes
import TestSupport
import Testing

/// The release of a flink-dist whose name does not tell it.
@Suite struct JarManifestTests {
  @Test(arguments: FlinkDistribution.available)
  func everyDistributionTellsItsVersion(flink: FlinkDistribution) throws {
    let jars = try FileManager.default.contentsOfDirectory(atPath: flink.home + "/lib").filter {
      $0.hasPrefix("flink-dist")
    }
    let jar = flink.home + "/lib/" + (try #require(jars.first))
    #expect(JarManifest.implementationVersion(ofJar: jar) == flink.version)
  }

  /// Flink 2 is compiled for Java 11, all before it for Java 8.
  @Test(arguments: FlinkDistribution.available)
  func everyDistributionTellsItsJava(flink: FlinkDistribution) throws {
    let jars = try FileManager.default.contentsOfDirectory(atPath: flink.home + "/lib").filter {
      $0.hasPrefix("flink-dist")
    }
    let jar = flink.home + "/lib/" + (try #require(jars.first))
    #expect(JarClasses.highestVersion(ofJar: jar) == (flink.version.hasPrefix("2.") ? 55 : 52))
    #expect(JarClasses.highestVersion(ofJar: flink.home + "/NOTICE") == nil)
  }

  /// A small jar as `jar` and `zip` write it: one file, stored.
  private func jar(_ manifest: String, name: String = "META-INF/MANIFEST.MF") -> [UInt8] {
    let contents = Array(manifest.utf8)
    let name = Array(name.utf8)
    let sizes = little(contents.count, 4) + little(contents.count, 4)
    let local =
      [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 14) + sizes + little(name.count, 2) + [
        0, 0,
      ]
      + name + contents
    let directory =
      [0x50, 0x4B, 1, 2] + [UInt8](repeating: 0, count: 16) + sizes + little(name.count, 2)
      + [UInt8](repeating: 0, count: 16) + name
    let end =
      [0x50, 0x4B, 5, 6, 0, 0, 0, 0, 1, 0, 1, 0] + little(directory.count, 4)
      + little(local.count, 4) + [0, 0]
    return local + directory + end
  }

  private func little(_ number: Int, _ width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }

  private func version(of bytes: [UInt8]) throws -> String? {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return JarManifest.implementationVersion(ofJar: file.path)
  }

  @Test(arguments: [
    ("Manifest-Version: 1.0\r\nImplementation-Version: 1.18.1\r\n", "1.18.1"),
    ("implementation-version: 1.18\n .1\nX: y\n", "1.18.1"),
    ("Implementation-Version:2.0.0", "2.0.0"),
    ("X-Implementation-Version: 1.18.1\n", nil),
    (" Implementation-Version: 1.18.1\n", nil),
    ("", nil),
  ])
  func readsTheManifest(manifest: String, version: String?) throws {
    #expect(try self.version(of: jar(manifest)) == version)
  }

  /// Every truncation and every flipped byte: an answer or none, and never a trap.
  @Test func brokenJarsAreHarmless() throws {
    let whole = jar("Implementation-Version: 1.18.1\n")
    for count in 0..<whole.count { #expect(try version(of: Array(whole[..<count])) == nil) }
    for at in whole.indices {
      for value in [UInt8(0), 0xFF, whole[at] ^ 0x80] {
        var broken = whole
        broken[at] = value
        _ = try version(of: broken)
      }
    }
  }

  @Test(arguments: ["/", "/dev/null", "/no/such.jar", "/etc/hostname", ""])
  func whatIsNoJarHasNoVersion(path: String) {
    #expect(JarManifest.implementationVersion(ofJar: path) == nil)
  }
}
