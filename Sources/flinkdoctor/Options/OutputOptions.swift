import ArgumentParser
import Diagnosis
import Reports

/// Colour in the text report.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto
  case always
  case never

  /// `auto` colours a terminal, unless `NO_COLOR` is set (no-color.org) or it is a dumb one.
  var isOn: Bool {
    switch self {
    case .always: true
    case .never: false
    case .auto:
      Terminal.outputIsTerminal && (Environment.variables["NO_COLOR"] ?? "").isEmpty
        && Environment.variables["TERM"] != "dumb"
    }
  }
}

/// `--color`, of every command that prints text.
struct ColorOptions: ParsableArguments {
  @Option(help: "Colour: auto, always or never.")
  var color: ColorChoice = .auto
}

/// The format of the commands that print a table or a page.
enum PageFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
}

/// `--format` and `--color` of those commands.
struct PageOptions: ParsableArguments {
  @Option(help: "The format: text or json.")
  var format: PageFormat = .text

  @OptionGroup var color: ColorOptions
}

/// From which severity on the exit code is 1.
enum FailOn: String, ExpressibleByArgument, CaseIterable {
  case error
  case warning
  case info
  case never

  /// nil for `never`.
  var severity: Severity? { Severity(rawValue: rawValue) }
}

/// `FORMAT=FILE`.
struct ReportFile: ExpressibleByArgument {
  let format: ReportFormat
  let path: String

  init?(argument: String) {
    guard let equals = argument.firstIndex(of: "="),
      let format = ReportFormat(rawValue: String(argument[..<equals]))
    else { return nil }
    self.format = format
    path = String(argument[argument.index(after: equals)...])
    if path.isEmpty { return nil }
  }
}

extension ReportFormat: ExpressibleByArgument {}
extension Severity: ExpressibleByArgument {}
