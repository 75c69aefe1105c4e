import Diagnosis
import Evidence
import FlinkConfiguration

/// All that the judgement of one node rests on, as `--save` writes it and `--from` reads it.
///
/// The configuration is kept as bytes and read anew, so that newer readers and newer rules have the
/// same to look at. A field that is added later is optional.
package struct SavedExamination: Sendable, Codable {
  /// Grows when an older release could no longer read the file.
  package static let currentVersion = 1
  static let format = "flinkdoctor examination"

  struct Tool: Sendable, Codable {
    var name: String
    var version: String
  }

  struct Configuration: Sendable, Codable {
    var path: String
    var dialect: Dialect
    var content: SavedBytes
    /// Laid over it (`--set`), in this order.
    var settings: [Pair]
    /// The text of `FLINK_PROPERTIES`, where it was applied.
    var properties: String?
  }

  struct Pair: Sendable, Codable {
    var key: String
    var value: String
  }

  struct Folder: Sendable, Codable {
    struct File: Sendable, Codable {
      var path: String
      var content: SavedBytes
    }

    var files: [String: File]
    var jars: [String]
    var manifestVersion: String?
    /// nil in examinations of the first release that saved any.
    var jarDetails: [String: ConfigurationFolder.Jar]?
  }

  struct Versions: Sendable, Codable {
    var from: String
    var to: String
    var source: String
  }

  var format: String
  var schemaVersion: Int
  var tool: Tool
  /// ISO 8601 with fractions, by the node's own clock.
  package var savedAt: String
  /// nil where nothing was looked at (`--static`).
  package var hostname: String?
  var configuration: Configuration
  var folder: Folder
  var flinkVersion: Versions
  var deployment: Deployment
  var topology: Topology
  var role: Role?
  /// `--jobmanager`.
  var leader: String?
  var expectation: Expectation
  var firewall: Bool
  var evidence: Evidence
}

/// The bytes of a file: as text where they are text.
enum SavedBytes: Sendable, Codable {
  case text(String)
  case base64(String)

  private enum CodingKeys: String, CodingKey {
    case text, base64
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let text = try container.decodeIfPresent(String.self, forKey: .text) {
      self = .text(text)
    } else {
      self = .base64(try container.decode(String.self, forKey: .base64))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .text(let text): try container.encode(text, forKey: .text)
    case .base64(let text): try container.encode(text, forKey: .base64)
    }
  }
}
