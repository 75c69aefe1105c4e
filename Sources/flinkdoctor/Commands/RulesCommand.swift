import ArgumentParser
import Diagnosis
import Reports
import Rules

/// `flinkdoctor rules`: all that is checked.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "List every rule: id, severity, what must hold.")

  @OptionGroup var page: PageOptions

  func run() throws {
    try page.print(RulesPage(RuleRegistry.rules.map { $0.card } + InlineIgnore.cards))
  }
}
