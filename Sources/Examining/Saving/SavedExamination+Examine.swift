package import Diagnosis
import Evidence
package import FlinkConfiguration
import FoundationEssentials

extension SavedExamination {
  /// The examination anew, as if it had just been made; nothing is looked at.
  ///
  /// - Parameters:
  ///   - overrides: what the user now says otherwise.
  ///   - name: the node's, to be shown before its paths, where there are several; nil for one.
  /// - Returns: what it was read from, and what is judged.
  /// - Throws: an `InputError` where a part of it is not as `--save` writes it.
  package func examined(
    _ overrides: SavedOverrides, named name: String? = nil
  ) throws(InputError) -> (source: ConfigurationSource, exam: Examination) {
    let saved = try savedVersions()
    let source = ConfigurationSource(
      path: shown(configuration.path, name), bytes: try configuration.content.bytes(),
      dialect: configuration.dialect, folder: try folder.folder { shown($0, name) },
      versions: overrides.versions ?? saved,
      versionSource: overrides.versions == nil ? flinkVersion.source : "--flink-version")
    var exam = examination(
      of: source,
      ExaminingOptions(
        deployment: overrides.deployment ?? deployment, topology: overrides.topology ?? topology,
        role: overrides.role ?? role,
        leader: overrides.leader ?? leader.flatMap { LeaderAddress($0) },
        expectation: expectation, firewall: firewall,
        settings: configuration.settings.map { ($0.key, $0.value) },
        properties: configuration.properties))
    exam.evidence = evidence
    // What has a URL is the cluster's, and the same for every node.
    for at in evidence.logs?.files.indices ?? 0..<0 {
      guard let path = evidence.logs?.files[at].path, path.hasPrefix("/") else { continue }
      exam.evidence.logs?.files[at].path = shown(path, name)
    }
    return (source, exam)
  }

  private func savedVersions() throws(InputError) -> FlinkVersionRange {
    guard let from = FlinkVersion(flinkVersion.from), let to = FlinkVersion(flinkVersion.to) else {
      throw InputError(
        path: configuration.path, reason: "is damaged: flinkVersion is no version of Flink")
    }
    return FlinkVersionRange(from: from, to: to)
  }

  /// `tm1:/opt/flink/conf/config.yaml`.
  private func shown(_ path: String, _ name: String?) -> String {
    name.map { "\($0):\(path)" } ?? path
  }
}

/// What the user knows better than the one who saved.
package struct SavedOverrides: Sendable {
  package var versions: FlinkVersionRange?
  package var deployment: Deployment?
  package var topology: Topology?
  package var role: Role?
  package var leader: LeaderAddress?

  package init(_ options: ExaminingOptions, versions: FlinkVersionRange?) {
    self.versions = versions
    deployment = options.deployment
    topology = options.topology
    role = options.role
    leader = options.leader
  }
}

extension SavedExamination.Folder {
  fileprivate func folder(
    _ shown: (String) -> String
  ) throws(InputError) -> ConfigurationFolder {
    var folder = ConfigurationFolder(jars: jars)
    for (name, file) in files {
      folder.files[name] = ConfigurationFolder.File(
        path: shown(file.path), bytes: try file.content.bytes())
    }
    folder.manifestVersion = manifestVersion
    folder.jarDetails = jarDetails
    return folder
  }
}

extension SavedBytes {
  fileprivate func bytes() throws(InputError) -> [UInt8] {
    switch self {
    case .text(let text): return Array(text.utf8)
    case .base64(let text):
      guard let data = Data(base64Encoded: text) else {
        throw InputError(path: "base64", reason: "is damaged")
      }
      return Array(data)
    }
  }
}
