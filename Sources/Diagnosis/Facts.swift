package import Evidence

/// What was worked out beside the results, for people and programs that ask for it.
package struct Facts: Sendable, Hashable {
  /// nil when no address was looked for: with `--static`, or where Flink starts TaskManagers itself.
  package var taskManagerAddress: AddressSelectionEvidence?
  package var jobManagerAddress: AdvertisedAddress?
  /// The Flink processes of this machine; nil with `--static`.
  package var processes: [ProcessEvidence]?
  /// What was found at the target of `flinkdoctor probe`; nil for every other command.
  package var probed: ProbedFacts?
  /// The running cluster, where its REST answered.
  package var cluster: ClusterEvidence?
  /// What `flinkdoctor rehearse` came to; nil for every other command.
  package var rehearsal: RehearsalFacts?

  package init(
    taskManagerAddress: AddressSelectionEvidence? = nil,
    jobManagerAddress: AdvertisedAddress? = nil, processes: [ProcessEvidence]? = nil,
    probed: ProbedFacts? = nil, cluster: ClusterEvidence? = nil,
    rehearsal: RehearsalFacts? = nil
  ) {
    self.taskManagerAddress = taskManagerAddress
    self.jobManagerAddress = jobManagerAddress
    self.processes = processes
    self.probed = probed
    self.cluster = cluster
    self.rehearsal = rehearsal
  }

  package init(_ exam: Examination) {
    if let probed = ProbedFacts(exam) {
      self.init(probed: probed)
      return
    }
    if let cluster = exam.evidence.cluster, cluster.isAsked {
      self.init(cluster: exam.cluster)
      return
    }
    if let rehearsal = exam.evidence.rehearsal {
      self.init(
        taskManagerAddress: exam.evidence.addressSelection,
        rehearsal: RehearsalFacts(rehearsal, exam))
      return
    }
    self.init(
      taskManagerAddress: exam.evidence.addressSelection,
      jobManagerAddress: exam.evidence.node == nil ? nil : exam.advertisedJobManager,
      processes: exam.evidence.processes?.flink, cluster: exam.cluster)
  }
}

/// Under which address a process tells others to reach it, and where it listens.
package struct AdvertisedAddress: Sendable, Hashable {
  /// After Flink's normalisation, IPv6 without brackets.
  package var address: String
  /// The address that it binds to; `0.0.0.0` stands for all.
  package var bindAddress: String
  /// As written: a port, or a range with high availability.
  package var port: String
  package var reason: String

  package init(address: String, bindAddress: String, port: String, reason: String) {
    self.address = address
    self.bindAddress = bindAddress
    self.port = port
    self.reason = reason
  }
}
