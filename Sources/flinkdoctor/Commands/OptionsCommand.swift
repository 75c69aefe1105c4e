import ArgumentParser
import Diagnosis
import FlinkConfiguration
import Reports
import Rules

/// `flinkdoctor options`: the catalogue.
struct OptionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "options",
    abstract: "Show an option: type, default, since and until when, renamed from and to.")

  @Argument(help: "The key; without one all options of the version are listed.")
  var key: String?

  @OptionGroup var flink: OneVersionOption

  @OptionGroup var page: PageOptions

  func run() throws {
    let version = try flink.version
    guard let key else { return try page.print(OptionsPage(version: version)) }
    guard
      let option = OptionPage(key, version: version, cards: RuleRegistry.rules.map { $0.card })
    else {
      throw UsageError(UnknownKey.complaint(key, in: version))
    }
    try page.print(option)
  }
}

/// What is said of a key that no Flink knows.
enum UnknownKey {
  static func complaint(_ key: String, in version: FlinkVersion) -> String {
    let similar = KeySuggestions(in: version).suggestions(for: key).map(\.key)
    let hint = similar.isEmpty ? "" : "; did you mean \(similar.joined(separator: ", "))?"
    return "no Flink from \(FlinkVersion.oldest) to \(FlinkVersion.newest) has '\(key)'\(hint)"
  }
}
