package import FlinkConfiguration

/// `flinkdoctor ports`: what a firewall has to let through, and which ports to fix first.
package struct PortsPage: Page {
  private let plan: PortPlan
  private let version: FlinkVersion

  package init(_ plan: PortPlan, version: FlinkVersion) {
    self.plan = plan
    self.version = version
  }

  package func text(_ options: RenderingOptions) -> String {
    let painter = Painter(color: options.color)
    let heads = ["FROM", "TO", "PORT", "KEY"]
    let rows = plan.rows.map { row in
      [row.from.rawValue, row.host ?? row.to.rawValue, "\(row.ports)", row.key].map(Display.line)
    }
    let widths = heads.indices.map { at in
      ([heads] + rows).map { Display.columns($0[at]) }.max() ?? 0
    }
    let line = { (cells: [String]) in
      zip(cells, widths).map { cell, width in
        cell + String(repeating: " ", count: max(0, width - Display.columns(cell)))
      }.joined(separator: "  ")
    }
    var text = painter.paint(line(heads) + "  WHAT FOR", .strong) + "\n"
    for (row, cells) in zip(plan.rows, rows) {
      let what = row.purpose + (row.protocol == "tcp" ? "" : " (\(row.protocol))")
      let shown = row.ports == .random ? painter.paint(line(cells), .warning) : line(cells)
      text += shown + "  " + painter.paint(what, .faint) + "\n"
    }
    if !plan.pins.isEmpty {
      text += "\nNobody can open a random port beforehand. To fix them, write:\n"
      text += plan.pins.map { painter.paint("\($0.key): \($0.value)", .good) + "\n" }.joined()
    }
    return text
  }

  package var value: JSON {
    [
      "flinkVersion": .string(version.description),
      "pins": .array(plan.pins.map { ["key": .string($0.key), "value": .string($0.value)] }),
      "ports": .array(
        plan.rows.map { row in
          [
            "from": .string(row.from.rawValue), "host": JSON(row.host), "key": .string(row.key),
            "port": .string("\(row.ports)"), "protocol": .string(row.protocol),
            "purpose": .string(row.purpose), "to": .string(row.to.rawValue),
          ]
        }),
    ]
  }
}
