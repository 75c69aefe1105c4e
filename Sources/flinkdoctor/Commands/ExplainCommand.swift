import ArgumentParser
import Diagnosis
import FlinkConfiguration
import Reports
import Rules

/// `flinkdoctor explain`: the page of a rule, or of a key.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a rule or a key: why it matters, what to write, examples, sources.")

  @Argument(help: "A rule's id (FD2104) or name, or the key of an option.")
  var subject: String

  @OptionGroup var flink: OneVersionOption

  @OptionGroup var page: PageOptions

  func run() throws {
    let cards = RuleRegistry.rules.map { $0.card } + InlineIgnore.cards
    let word = subject.lowercased()
    if let card = cards.first(where: { $0.id.lowercased() == word || $0.name == word }) {
      return try page.print(RulePage(card))
    }
    let version = try flink.version
    guard let option = OptionPage(subject, version: version, cards: cards) else {
      let isCode = word.hasPrefix("fd") && word.dropFirst(2).allSatisfy(\.isNumber)
      throw UsageError(
        isCode
          ? "no rule is called \(subject); flinkdoctor rules lists them"
          : UnknownKey.complaint(subject, in: version))
    }
    try page.print(option)
  }
}
