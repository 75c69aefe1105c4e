package import Diagnosis
import Evidence
import FlinkConfiguration
import Probes

/// Reads a configuration, looks at what surrounds it, and measures unless it must not.
///
/// The one door for every command. It returns after `options.deadline` at the latest, with what
/// was measured until then.
package func examine(
  _ source: ConfigurationSource, _ options: ExaminingOptions
) async -> Examination {
  var exam = examination(of: source, options)
  if !options.isStatic || exam.setting("env.java.home") != nil {
    for (jar, version) in source.classVersions() {
      exam.folder.jarDetails?[jar]?.classVersion = version
    }
  }
  if !options.isStatic, exam.reading.abort == nil {
    let limit = TimeLimit(
      timeout: options.timeout, deadline: .now.advanced(by: options.deadline))
    exam.evidence = await survey(configuration: source.path, within: limit)
    exam.evidence.logs = await ownLogs(
      of: exam, beside: source.path, options.logPatterns, within: limit)
    var plan = plan(exam)
    plan.timeServers =
      options.timeServers.isEmpty ? TimeServerFiles().servers() : options.timeServers
    plan.cluster = clusterToAsk(exam)
    exam.evidence = await measure(plan, within: limit, from: exam.evidence) { [exam] cluster in
      registeredToDial(cluster, exam)
    }
    exam.takeCluster(options.logPatterns)
  }
  exam.topology =
    options.topology
    ?? .derive(
      jobManager: exam.text("jobmanager.rpc.address"), hosts: source.folder.clusterHosts,
      deployment: exam.deployment, evidence: exam.evidence)
  return exam
}

/// What the files and the command line tell, before anything is measured.
func examination(of source: ConfigurationSource, _ options: ExaminingOptions) -> Examination {
  let reading = ConfigurationReading(
    bytes: source.bytes, dialect: source.dialect, path: source.path)
  let configuration = layered(reading, options, version: source.versions.versions[0])
  var exam = Examination(
    version: source.versions.versions[0], versions: source.versions,
    deployment: options.deployment ?? .derive(from: configuration),
    topology: options.topology ?? .unknown, role: options.role,
    expectation: options.expectation, firewall: options.firewall, reading: reading,
    configuration: configuration, folder: source.folder)
  exam.versionSource = source.versionSource
  exam.leader = options.leader
  return exam
}

/// The file, over it `FLINK_PROPERTIES`, and over both the settings of the command line.
private func layered(
  _ reading: ConfigurationReading, _ options: ExaminingOptions, version: FlinkVersion
) -> EffectiveConfiguration {
  var configuration = EffectiveConfiguration(reading)
  if let properties = options.properties {
    for entry in ImageProperties.entries(properties, version: version) {
      configuration.set(entry)
    }
  }
  for (key, value) in options.settings { configuration.setDynamicProperty(key, value) }
  return configuration
}
