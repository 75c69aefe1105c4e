import Diagnosis
import FoundationEssentials
import Rules
import TestSupport
import Testing

/// The registry against the files: every file that declares a rule declares one, of its own name.
struct RuleRegistryTests {
  @Test
  func `every rule under Sources/Rules is registered, sorted by its type's name`() throws {
    let names = try ruleFiles().map(\.type).sorted()
    let lines = names.map { "    \($0).self,\n" }.joined()
    let path = "Sources/Rules/RuleRegistry.swift"
    let current = String(decoding: try Repository.contents(path), as: UTF8.self)
    let opening = "package static let rules: [any Rule.Type] = [\n"
    guard let head = current.split(separator: opening, maxSplits: 1).first else { return }
    expectGolden(head + opening + lines + "  ]\n}\n", path)
    #expect(RuleRegistry.rules.map { "\($0)" } == names, "build again after recording")
  }

  @Test
  func `a rule's file is named like its type`() throws {
    for file in try ruleFiles() { #expect(file.name == "\(file.type).swift") }
  }

  /// The declared rules, in the order of the files.
  private func ruleFiles() throws -> [(name: String, type: String)] {
    let folder = URL(filePath: Repository.path("Sources/Rules"))
    var found: [(String, String)] = []
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    where path.hasSuffix(".swift") {
      let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
      for line in text.split(separator: "\n") where line.hasPrefix("package struct ") {
        let words = line.split(separator: " ")
        guard words.count > 4, words[2].hasSuffix(":"), ["Rule", "NodesRule"].contains(words[3])
        else { continue }
        found.append((String(path.split(separator: "/").last ?? ""), String(words[2].dropLast())))
      }
    }
    return found
  }
}
