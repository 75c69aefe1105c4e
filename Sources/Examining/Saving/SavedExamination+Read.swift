import Evidence
import FoundationEssentials

extension SavedExamination {
  /// Beyond it a file is no examination: one with the logs of a bad hour has a few megabytes.
  private static let limit = 64 << 20

  /// Reads what `--save` wrote; `-` is standard input.
  package static func read(_ path: String) throws(InputError) -> SavedExamination {
    let name = path == "-" ? "standard input" : path
    let bytes =
      path == "-"
      ? try InputFile.readStandardInput(limit: limit, as: .examination)
      : try InputFile.read(path, limit: limit, as: .examination)
    return try decode(bytes, named: name)
  }

  private struct Head: Decodable {
    struct Tool: Decodable {
      var version: String?
    }
    /// Of another JSON nothing is known, so that its members may be anything.
    struct Anything: Decodable {
      init(from decoder: any Decoder) {}
    }

    var format: String?
    var schemaVersion: Int?
    var tool: Tool?
    var results: Anything?

    private enum CodingKeys: CodingKey {
      case format, schemaVersion, tool, results
    }

    init(from decoder: any Decoder) throws {
      let members = try decoder.container(keyedBy: CodingKeys.self)
      format = try? members.decodeIfPresent(String.self, forKey: .format)
      schemaVersion = try? members.decodeIfPresent(Int.self, forKey: .schemaVersion)
      tool = try? members.decodeIfPresent(Tool.self, forKey: .tool)
      results = try? members.decodeIfPresent(Anything.self, forKey: .results)
    }
  }

  private static func decode(
    _ bytes: [UInt8], named name: String
  ) throws(InputError) -> SavedExamination {
    let head = try head(of: bytes, named: name)
    guard head.format == format, let version = head.schemaVersion else {
      throw InputError(
        path: name,
        reason: head.results == nil
          ? "is JSON, but no examination that flinkdoctor check --save wrote"
          : "is a report (--format json), not an examination: those are written by check --save")
    }
    guard version <= currentVersion else {
      throw InputError(
        path: name,
        reason: """
          has schema version \(version), saved by flinkdoctor \(head.tool?.version ?? "?"); this one \
          reads up to \(currentVersion): take that release or a newer one
          """)
    }
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    let saved: SavedExamination
    do {
      saved = try decoder.decode(SavedExamination.self, from: Data(PlausibleNumbers.bounded(bytes)))
    } catch {
      throw InputError(path: name, reason: "is damaged: \(error.place)")
    }
    guard saved.evidence.logs?.isConsistent != false else {
      throw InputError(
        path: name,
        reason: "is damaged: evidence.logs names what is not there")
    }
    return saved
  }

  private static func head(of bytes: [UInt8], named name: String) throws(InputError) -> Head {
    do {
      return try JSONDecoder().decode(Head.self, from: Data(bytes))
    } catch {
      let text = bytes.reversed().drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
      let isCutOff = bytes.first == UInt8(ascii: "{") && text.first != UInt8(ascii: "}")
      let reason =
        bytes.isEmpty
        ? "is empty"
        : isCutOff
          ? "is cut off: the JSON ends in its middle; save it again"
          : "is no JSON, and so no examination that flinkdoctor check --save wrote"
      throw InputError(path: name, reason: reason)
    }
  }
}

extension Error {
  /// Where in the JSON something is missing or of the wrong kind.
  fileprivate var place: String {
    guard let error = self as? DecodingError else { return "\(self)" }
    func path(_ context: DecodingError.Context, _ last: (any CodingKey)? = nil) -> String {
      (context.codingPath + [last].compactMap(\.self)).reduce("") { path, key in
        key.intValue.map { "\(path)[\($0)]" } ?? (path.isEmpty ? "" : path + ".") + key.stringValue
      }
    }
    switch error {
    case .keyNotFound(let key, let context): return "\(path(context, key)) is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return "\(path(context)) is of another kind"
    case .dataCorrupted(let context): return "\(path(context)) is not as any release wrote it"
    @unknown default: return "\(error)"
    }
  }
}
