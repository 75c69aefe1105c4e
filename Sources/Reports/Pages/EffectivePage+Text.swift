import FlinkConfiguration

extension EffectivePage {
  package func text(_ options: RenderingOptions) -> String {
    let painter = Painter(color: options.color)
    var text = abort(painter, options.width)
    text += entries(painter, options.width)
    text += ignored(painter)
    text += sizes("JobManager", jobManager, painter, options.width)
    text += sizes("TaskManager", taskManager, painter, options.width)
    return text + summary
  }

  private func abort(_ painter: Painter, _ width: Int) -> String {
    guard let abort = reading.abort else { return "" }
    let head = "Flink does not start with this file: \(abort.message)"
    var text = painter.paint(
      Display.folded(head, width: width).joined(separator: "\n"), .error)
    text += "\n --> \(Display.line(reading.path)):\(abort.line):\(abort.column)\n"
    if 1...max(1, reading.lineCount) ~= abort.line, abort.line <= reading.lineCount,
      let excerpt = Excerpt(
        line: SensitiveKeys.maskedLine(reading.line(abort.line)),
        range: TextRange(start: abort.position, end: abort.position), width: width - 8)
    {
      let number = "\(abort.line)"
      text += painter.paint("\(number) | ", .faint) + excerpt.text + "\n"
      text += painter.paint(String(repeating: " ", count: number.utf8.count) + " | ", .faint)
      text += painter.paint(excerpt.underline, .error) + "\n"
    }
    return text + "\n"
  }

  /// `key: value`, as Flink has it, and behind it where it comes from.
  private func entries(_ painter: Painter, _ width: Int) -> String {
    let overwritten = self.overwritten
    let rows = configuration.effective.map { entry in
      var place = entry.keyRange.map { "line \($0.start.line)" } ?? entry.originName
      if reading.dialect == .standard { place = "\(entry.value.typeName), \(place)" }
      if let earlier = overwritten[entry.key] { place += ", over \(earlier)" }
      return ("\(Display.line(entry.key)): \(Display.line(entry.shownText))", place)
    }
    let column = min(rows.map { Display.columns($0.0) }.max() ?? 0, max(20, width - 26))
    return rows.map { pair, place in
      let blanks = max(0, column - Display.columns(pair)) + 2
      return pair + String(repeating: " ", count: blanks) + painter.paint("# \(place)", .faint)
        + "\n"
    }.joined()
  }

  /// What each key's last value replaces.
  private var overwritten: [String: String] {
    var places: [String: [String]] = [:]
    for entry in configuration.entries {
      places[entry.key, default: []].append(
        entry.keyRange.map { "line \($0.start.line)" } ?? entry.originName)
    }
    return places.filter { $0.value.count > 1 }.mapValues {
      $0.dropLast().joined(separator: ", ")
    }
  }

  private func ignored(_ painter: Painter) -> String {
    if reading.ignored.isEmpty { return "" }
    let lines = reading.ignored.map { ignored in
      "  line \(ignored.line): \(Display.line(SensitiveKeys.maskedLine(ignored.text)))\n"
        + painter.paint("    \(Display.line(ignored.reason))", .faint) + "\n"
    }
    return "\n" + painter.paint("Ignored by Flink", .strong) + "\n" + lines.joined()
  }

  private func sizes(_ name: String, _ memory: Memory?, _ painter: Painter, _ width: Int) -> String
  {
    guard let memory else { return "" }
    var text = "\n" + painter.paint("Memory of a \(name)", .strong) + "\n"
    switch memory {
    case .failure(let failure):
      // The outermost message quotes the others.
      let lines = Display.folded(failure.message, width: width - 4)
      text += "  " + painter.paint("does not start:", .error) + "\n"
      text += lines.map { "    \($0)\n" }.joined()
    case .success(let table):
      let column = table.properties.map(\.key.utf8.count).max() ?? 0
      for property in table.properties {
        let blanks = String(repeating: " ", count: column - property.key.utf8.count + 2)
        let rounded = table.size(property.key).map { Self.rounded($0.bytes) } ?? ""
        text += "  \(property.key)\(blanks)\(property.value)\(rounded)\n"
      }
      text += "  " + table.jvmParameters.joined(separator: " ") + "\n"
      text +=
        "  the process takes \(table.totalProcess.bytes)b\(Self.rounded(table.totalProcess.bytes))\n"
    }
    return text
  }

  /// In mebibytes, for people.
  private static func rounded(_ bytes: Int64) -> String {
    guard bytes >= 1 << 20 else { return "" }
    let tenths = (bytes % (1 << 20)) * 10 / (1 << 20)
    return " (\(bytes / (1 << 20)).\(tenths) mb)"
  }

  private var summary: String {
    let count = configuration.effective.count
    let dropped = reading.ignored.count
    let ignored =
      dropped == 0 ? "" : dropped == 1 ? ", 1 line ignored" : ", \(dropped) lines ignored"
    let keys = count == 1 ? "1 key" : "\(count) keys"
    let name = Display.line(reading.path)
    return "\nflinkdoctor: \(name): \(keys)\(ignored) (Flink \(flinkVersion))\n"
  }
}
