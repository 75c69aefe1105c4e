package import Diagnosis
import FlinkConfiguration

/// Ranges of ports are written as Flink reads them, the smaller end first.
package struct PortRangesAreRead: Rule {
  package static let card = RuleCard(
    id: "FD1303", name: "port-ranges-are-read", severity: .error,
    title: "Ranges of ports run upwards and hold ports alone",
    why: """
      A range is `50100-50200`, and several of them stand with commas between: no blanks around the \
      hyphen, nothing above 65535. Up to 1.18 Flink takes a range that runs backwards for one \
      without any port, and does not start for want of one (`Could not start … on any port in port \
      range`); from 1.19 on it refuses it, and one whose ends are equal.
      """,
    fix: "Write the smaller port first, a hyphen, and the larger one.",
    sources: ["NetUtils#getPortRangeFromString, run for ten versions over generated values"],
    examples: [
      .finding("taskmanager.rpc.port: ↓50200-50100"),
      .finding("taskmanager.rpc.port: ↓50200-50100", version: FlinkVersion(1, 20)),
      .finding("blob.server.port: ↓6124-6124", version: FlinkVersion(1, 19)),
      .healthy("blob.server.port: 6124-6124", version: FlinkVersion(1, 18)),
      .finding("blob.server.port: ↓50100 - 50200"),
      .finding("rest.bind-port: ↓8081..8090"),
      .finding("taskmanager.rpc.port: 6122,↓70000"),
      .healthy("taskmanager.rpc.port: 6122, 50100-50200\nblob.server.port: 0"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.readSettings.compactMap { read in
      guard read.option.grammar == .portRange, !exam.isLeftToOthers(read.setting) else {
        return nil
      }
      do throws(ValueError) {
        guard case .ports(let ports) = try exam.value(read), ports.isEmpty else {
          return read.setting.passed
        }
        return .empty(read.setting)
      } catch {
        return .refused(read.setting, error, exam.version)
      }
    }
  }
}

extension Verdict {
  fileprivate static func empty(_ setting: Setting) -> Verdict {
    setting.finding(
      .error,
      "\(setting.key) is \(setting.text), a range that runs backwards: Flink finds no port in it "
        + "and does not start.",
      fix: setting.rangeTurned, keepsFromStarting: true)
  }

  fileprivate static func refused(
    _ setting: Setting, _ error: ValueError, _ version: FlinkVersion
  ) -> Verdict {
    setting.finding(
      .error, at: setting.place(of: error),
      "\(setting.key) is \(setting.text), which is no range of ports to Flink \(version): the "
        + "process that listens there does not start.",
      fix: setting.rangeTurned,
      evidence: [EvidenceLine(source: "Flink", text: error.exception + ": " + error.message)],
      keepsFromStarting: true)
  }
}

extension Setting {
  /// The ports of the text, put in order.
  fileprivate var rangeTurned: Fix {
    let ranges = text.split(separator: ",").map { part in
      part.split { !$0.isNumber }.compactMap { UInt16($0) }.sorted()
    }
    guard !ranges.isEmpty, ranges.allSatisfy({ (1...2).contains($0.count) }) else {
      return Fix("\(key): <port>-<port>")
    }
    let texts = ranges.map { ports in
      ports.first == ports.last ? "\(ports[0])" : "\(ports[0])-\(ports[1])"
    }
    return replaced(by: texts.joined(separator: ","))
  }
}
