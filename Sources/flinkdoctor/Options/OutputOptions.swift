import ArgumentParser
import Diagnosis
import Reports

/// Colour in the text report.
enum ColorChoice: String, CaseIterable {
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

/// The format of the commands that print a table or a page.
enum PageFormat: String, CaseIterable {
  case text
  case json
}

/// `--format` and `--color` of those commands.
struct PageOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The format: \(Choice.words(of: PageFormat.self))."))
  var format = "text"

  @Option(help: ArgumentHelp("Colour: \(Choice.words(of: ColorChoice.self))."))
  var color = "auto"

  func validate() throws {
    _ = try chosenFormat
    _ = try isColored
  }

  var chosenFormat: PageFormat {
    get throws { try Choice.of(PageFormat.self, "--format", format) }
  }

  var isColored: Bool {
    get throws { try Choice.of(ColorChoice.self, "--color", color).isOn }
  }

  /// Writes a page to stdout.
  func print(_ page: some Page) throws {
    switch try chosenFormat {
    case .text:
      let options = RenderingOptions(color: try isColored, width: Terminal.width ?? 100)
      try Output.write(page.text(options))
    case .json: try Output.write(page.json)
    }
  }
}

/// From which severity on the exit code is 1.
enum FailOn: String, CaseIterable {
  case error
  case warning
  case info
  case never

  /// nil for `never`.
  var severity: Severity? { Severity(rawValue: rawValue) }
}

/// `FORMAT=FILE` of `--report`.
struct ReportFile<Format>: Sendable
where Format: RawRepresentable<String> & Sendable & SendableMetatype {
  let format: Format
  let path: String

  private init?(_ text: String) {
    guard let equals = text.firstIndex(of: "="),
      let format = Format(rawValue: String(text[..<equals]))
    else { return nil }
    self.format = format
    path = String(text[text.index(after: equals)...])
    if path.isEmpty { return nil }
  }

  static func parse(_ texts: [String]) throws -> [Self] {
    try texts.map { text in try Choice.parsed("--report", text, like: "FORMAT=FILE") { Self($0) } }
  }
}
