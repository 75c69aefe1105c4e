import Evidence
package import FlinkConfiguration

extension Seen {
  /// Another node of the same cluster, with its own file; the example's own file is that of `jm1`,
  /// or of the node that it names.
  package static func other(
    _ name: String, _ text: String, version: FlinkVersion? = nil, seen: Seen...
  ) -> Seen {
    Seen { exam in
      let reading = ConfigurationReading(
        bytes: Array(text.utf8), dialect: exam.reading.dialect,
        path: "\(name):\(exam.reading.path)")
      var other = Examination(
        version: version ?? exam.judgedVersion, reading: reading,
        configuration: EffectiveConfiguration(reading))
      for seen in seen { seen.apply(&other) }
      exam.name = exam.name ?? exam.evidence.node?.hostname ?? "jm1"
      exam.others.append(NodeExamination(name: name, exam: other))
    }
  }

  /// A jar in `lib/` that was looked into.
  package static func jar(_ name: String, bytes: Int, classVersion: Int? = nil) -> Seen {
    Seen {
      $0.folder.jars.append(name)
      $0.folder.jarDetails = $0.folder.jarDetails ?? [:]
      $0.folder.jarDetails?[name] = ConfigurationFolder.Jar(
        bytes: bytes, classVersion: classVersion)
    }
  }
}
