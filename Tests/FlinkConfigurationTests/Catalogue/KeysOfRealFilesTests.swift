import FlinkConfiguration
import FoundationEssentials
import TestSupport
import Testing

/// No false alarm: the keys of files that Flink ships and that people run are known.
@Suite struct KeysOfRealFilesTests {
  /// Active lines and commented examples of the file that a distribution ships.
  @Test(arguments: FlinkDistribution.available)
  func shippedFiles(distribution: FlinkDistribution) throws {
    let version = try #require(FlinkVersion(distribution.version))
    let isFlat = version < FlinkVersion(1, 19)
    let file = distribution.home + "/conf/" + (isFlat ? "flink-conf.yaml" : "config.yaml")
    let text = try String(contentsOf: URL(filePath: file), encoding: .utf8)
    let keys = isFlat ? flatKeys(text) : nestedKeys(text)
    try #require(keys.count > 20)

    let unread = keys.filter { !OptionCatalogue.standing(of: $0, in: version).isRead }
    // Two examples in Flink's own template are wrong: the options are classloader.resolve-order
    // and historyserver.archive.fs.refresh-interval.
    let wrong =
      isFlat ? [] : ["classloader.resolve.order", "historyserver.archive.fs.fs.refresh-interval"]
    #expect(Set(unread) == Set(wrong))
  }

  /// What is left of real people's files when every known key is taken away, and why.
  @Test(.enabled(if: hasCorpus, "the corpus is not beside the checkout")) func corpus() throws {
    let folder = Repository.path("../shared/corpus")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".yaml") }
    try #require(files.count > 20)
    var unknown: Set<String> = []
    var count = 0
    for file in files {
      let bytes = [UInt8](try Data(contentsOf: URL(filePath: folder + "/" + file)))
      let isNested = bytes.split(separator: UInt8(ascii: "\n")).contains { line in
        line.first == UInt8(ascii: " ") && line.contains(UInt8(ascii: ":"))
      }
      let dialect: Dialect = isNested ? .standard : .flat
      for entry in ConfigurationReading(bytes: bytes, dialect: dialect, path: file).effective {
        count += 1
        let isKnown = FlinkVersion.known.contains { version in
          OptionCatalogue.standing(of: entry.key, in: version) != .unknown
        }
        if !isKnown { unknown.insert(entry.key) }
      }
    }
    try #require(count > 500)
    #expect(unknown == Self.triaged, "\(unknown.symmetricDifference(Self.triaged).sorted())")
  }

  /// Keys of the corpus that no Flink has; this one is copied from Flink's own template.
  private static let triaged: Set<String> = ["historyserver.archive.fs.fs.refresh-interval"]

  private func flatKeys(_ text: String) -> [String] {
    text.split(separator: "\n").compactMap { line in
      let line = line.drop { $0 == "#" || $0 == " " }
      guard let colon = line.firstIndex(of: ":"), line[colon...].hasPrefix(": ") else { return nil }
      let key = line[..<colon]
      return key.contains(".") && key.allSatisfy(isKeyLetter) ? String(key) : nil
    }
  }

  /// Keys by their indentation, the commented ones as if they were not.
  private func nestedKeys(_ text: String) -> [String] {
    var stack: [(indent: Int, key: Substring)] = []
    var keys: [String] = []
    for line in text.split(separator: "\n") {
      let body = line.drop { $0 == "#" }
      let content = body.drop { $0 == " " }
      guard let colon = content.firstIndex(of: ":"), content[..<colon].allSatisfy(isKeyLetter),
        colon > content.startIndex
      else { continue }
      let rest = content[content.index(after: colon)...]
      guard rest.isEmpty || rest.hasPrefix(" ") else { continue }
      // `# key` is at the margin, `#   key` below it.
      let indent = body.count - content.count
      let level = indent - indent % 2
      while let last = stack.last, last.indent >= level { stack.removeLast() }
      stack.append((level, content[..<colon]))
      if !rest.isEmpty { keys.append(stack.map(\.key).joined(separator: ".")) }
    }
    return keys
  }

  private func isKeyLetter(_ letter: Character) -> Bool {
    letter.isASCII && (letter.isLetter || letter.isNumber || ".-_".contains(letter))
  }
}

/// Other people's files, which are read where they lie and are no part of this project.
let hasCorpus = FileManager.default.fileExists(
  atPath: Repository.path("../shared/corpus"))
