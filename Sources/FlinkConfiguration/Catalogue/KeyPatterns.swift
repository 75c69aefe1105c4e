extension KeyPattern {
  /// Every pattern but those of Map options, which the catalogue knows.
  ///
  /// Where a version is named, the literal first or last stands in that version's jars.
  package static let all: [KeyPattern] = flink + fileSystems + others

  private static let flink: [KeyPattern] = [
    // MetricOptions.forReporter, TraceOptions, EventOptions: all below goes to the reporter.
    KeyPattern("metrics.reporter.<name>.<parameter>", .namedGroup),
    KeyPattern("traces.reporter.<name>.<parameter>", .namedGroup, from: FlinkVersion(1, 19)),
    KeyPattern("events.reporter.<name>.<parameter>", .namedGroup, from: FlinkVersion(2, 1)),
    // ExternalResourceOptions, and its Kubernetes and YARN suffixes.
    KeyPattern("external-resource.<name>.amount", .namedGroup),
    KeyPattern("external-resource.<name>.driver-factory.class", .namedGroup),
    KeyPattern("external-resource.<name>.param.<parameter>", .namedGroup),
    KeyPattern("external-resource.<name>.kubernetes.config-key", .namedGroup),
    KeyPattern("external-resource.<name>.yarn.config-key", .namedGroup),
    // SecurityOptions.forProvider; 1.16 had the first form of it (KerberosDelegationTokenManager).
    KeyPattern(
      "security.delegation.token.provider.<service>.<parameter>", .namedGroup,
      from: FlinkVersion(1, 17)),
    KeyPattern(
      "security.kerberos.token.provider.<service>.<parameter>", .namedGroup,
      from: FlinkVersion(1, 16), until: FlinkVersion(1, 16)),
    // SqlGatewayEndpointFactoryUtils, CommonCatalogOptions, CommonSecretOptions,
    // WorkflowSchedulerFactoryUtil: `….type` or `….kind` beside them is an option.
    KeyPattern("sql-gateway.endpoint.<id>.<parameter>", .namedGroup, from: FlinkVersion(1, 16)),
    KeyPattern("table.catalog-store.<kind>.<parameter>", .namedGroup, from: FlinkVersion(1, 18)),
    KeyPattern("table.secret-store.<kind>.<parameter>", .namedGroup, from: FlinkVersion(2, 3)),
    KeyPattern("workflow-scheduler.<id>.<parameter>", .namedGroup, from: FlinkVersion(1, 20)),
    // ResourceManagerOptions; the YARN forms were rewritten by YarnEntrypointUtils up to 1.20.
    KeyPattern("containerized.master.env.<variable>", .environment),
    KeyPattern("containerized.taskmanager.env.<variable>", .environment),
    KeyPattern(
      "yarn.application-master.env.<variable>", .environment, until: FlinkVersion(1, 20)),
    KeyPattern("yarn.taskmanager.env.<variable>", .environment, until: FlinkVersion(1, 20)),
    KeyPattern("$internal.<key>", .internal),
    KeyPattern("internal.<key>", .internal),
  ]

  private static let fileSystems: [KeyPattern] =
    [
      // HadoopUtils.FLINK_CONFIG_PREFIXES (absent from 1.12.5), yarn.Utils.
      KeyPattern("flink.hadoop.<key>", .forwarded, from: FlinkVersion(1, 13)),
      KeyPattern("flink.yarn.<key>", .forwarded, from: FlinkVersion(1, 17)),
      // CoreOptions.fileSystemConnectionLimit…(scheme), fileSystemFactoryPriority.
      KeyPattern("fs.<scheme>.limit.total", .namedGroup),
      KeyPattern("fs.<scheme>.limit.input", .namedGroup),
      KeyPattern("fs.<scheme>.limit.output", .namedGroup),
      KeyPattern("fs.<scheme>.limit.timeout", .namedGroup),
      KeyPattern("fs.<scheme>.limit.stream-timeout", .namedGroup),
      KeyPattern("fs.<scheme>.priority.<class>", .namedGroup, from: FlinkVersion(2, 3)),
    ]
    // flink-s3-fs-hadoop, flink-s3-fs-presto, flink-azure-fs-hadoop, flink-oss-fs-hadoop.
    + ["s3.", "s3a.", "fs.s3a.", "presto.s3.", "azure.", "fs.azure.", "fs.oss."].map {
      KeyPattern($0 + "<key>", .forwarded)
    }
    // flink-gs-fs-hadoop came with 1.15; before it, Google's own connector reads them.
    + ["gs.", "fs.gs."].map { KeyPattern($0 + "<key>", .forwarded) }

  private static let others: [KeyPattern] =
    ["kubernetes.operator.", "job.autoscaler.", "autoscaler.standalone."].map {
      KeyPattern($0 + "<key>", .kubernetesOperator)
    } + [KeyPattern("kubernetes.taskmanager.replicas", .kubernetesOperator)]
    + thirdParties.map { KeyPattern($0 + "<key>", .thirdParty) }

  /// Prefixes of what stands beside Flink; what is below them is not Flink's to judge.
  private static let thirdParties: [String] = [
    "curvefs.", "flink.cdc.", "fs.AbstractFileSystem.", "fs.abfs.", "fs.adl.", "fs.cosn.",
    "fs.hdfs.", "fs.obs.", "fs.ofs.", "fs.s3.", "fs.s3n.", "fs.tos.", "fs.us3.", "fs.viewfs.",
    "gravitino.",
    "hive.s3.", "hudi.", "jfs.", "juicefs.", "license.", "openlineage.", "paimon.", "s5cmd.",
    "state.backend.gemini.", "stateful-functions.", "statefun.", "swift.", "table.exec.hive.",
    "table.exec.iceberg.", "table.exec.paimon.", "table.exec.tidb.", "ververica.", "vvp.",
  ]
}
