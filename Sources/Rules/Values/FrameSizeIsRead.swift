package import Diagnosis
import FlinkConfiguration

/// `akka.framesize` is read by Akka's own library, which tells letters apart, and has bounds.
package struct FrameSizeIsRead: Rule {
  package static let card = RuleCard(
    id: "FD1302", name: "frame-size-is-read", severity: .error,
    title: "The frame size is a size that Akka or Pekko reads",
    why: """
      The value is no Flink memory size: `10mb` is an error, `10MB` is 10,000,000 and `10m` or \
      `10MiB` are 10,485,760 bytes. Less than 32,000 bytes is refused. With a value that cannot be \
      read a JobManager up to 1.13 hangs for 100 seconds and then dies of `Futures timed out`; the \
      cause stands in one line of Akka's alone. Beyond 2 GiB the transport takes the low 32 bits.
      """,
    fix: "Write the number of bytes with a `b` behind it, the same on every node and client.",
    sources: [
      "com.typesafe.config SimpleConfig#getBytes and NettyTransportSettings, run for 1.12 to 2.3",
      "AkkaRpcServiceUtils#extractMaximumFramesize",
    ],
    examples: [
      .finding("akka.framesize: 10↓mb", version: FlinkVersion(1, 12)),
      .finding("pekko.framesize: 10↓Mb"),
      .finding("akka.framesize: 10↓KB", version: FlinkVersion(1, 17)),
      .finding("pekko.framesize: ↓10k"),
      .finding("pekko.framesize: ↓10"),
      .finding("pekko.framesize: ↓3GB"),
      .finding("pekko.framesize: ↓5GB", .warning),
      .finding("akka.framesize: ↓lots"),
      .healthy("akka.framesize: 10485760b", version: FlinkVersion(1, 12)),
      .healthy("pekko.framesize: 20 MiB"),
      .healthy("pekko.framesize: 104857600", version: FlinkVersion(2, 3)),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.readSettings.compactMap { read in
      guard read.option.grammar == .hoconSize, !exam.isLeftToOthers(read.setting) else {
        return nil
      }
      do throws(ValueError) {
        guard case .frameSize(let size) = try exam.value(read) else { return nil }
        return size.isCut ? .cut(read.setting, size) : read.setting.passed
      } catch {
        return .refused(read, error, exam.version)
      }
    }
  }
}

extension Verdict {
  fileprivate static func refused(
    _ read: ReadSetting, _ error: ValueError, _ version: FlinkVersion
  ) -> Verdict {
    let setting = read.setting
    let bytes = try? HoconSize.parse(setting.text, version: version)
    let reason =
      bytes.map {
        $0 < 0 || $0 > Int32.max
          ? "does not fit 32 bits" : "is \($0) bytes, less than the 32000 that it must be"
      } ?? "is no size to the library that reads it"
    return setting.finding(
      .error, at: setting.place(of: error),
      "\(setting.key) is \(setting.text), which \(reason): no process finds its actor system, "
        + "and none starts.",
      fix: setting.replaced(by: better(read, version)),
      evidence: [EvidenceLine(source: "Flink", text: error.message)],
      explains: [.callsFail], keepsFromStarting: true)
  }

  /// Small numbers without a unit were meant as MiB.
  private static func better(_ read: ReadSetting, _ version: FlinkVersion) -> String {
    let text = read.setting.text
    if let number = Int64(text), (1...2047).contains(number) { return "\(number << 20)b" }
    let spelling = ValueSpelling(option: read.option, version: version).suggestion(for: text)
    let isRead = spelling.map { (try? FrameSize.parse($0, version: version))?.isCut == false }
    return isRead == true ? spelling ?? "" : "10485760b"
  }

  fileprivate static func cut(_ setting: Setting, _ size: FrameSize) -> Verdict {
    setting.finding(
      .warning,
      "\(setting.key) is \(size.bytes) bytes, more than 32 bits hold: the transport takes "
        + "\(size.accepted) bytes, and drops larger messages without a word to the caller.",
      fix: setting.replaced(by: "2147483647b"), explains: [.callsFail])
  }
}
