package import Diagnosis
import Evidence
import FlinkConfiguration
import Probes
package import Rehearsal

/// Plays one process of the cluster on this node, with the ports, addresses and times of a
/// configuration.
///
/// Beside a real cluster it does not begin: the evidence then says what stands in the way. Who plays
/// a TaskManager with high availability must have been told where the JobManager is.
package func rehearse(
  _ rehearsing: RehearsingOptions, _ source: ConfigurationSource, _ options: ExaminingOptions,
  isStopped: @escaping @Sendable () -> Bool, tell: @escaping @Sendable (RehearsalNews) -> Void
) async throws(JobManagerIsElected) -> Examination {
  var exam = examination(of: source, options)
  exam.role = rehearsing.role == .jobManager ? .jobManager : .taskManager
  guard exam.reading.abort == nil else { return exam }
  if rehearsing.role == .taskManager, let elected = JobManagerIsElected(exam) { throw elected }
  let end = ContinuousClock.now.advanced(by: rehearsing.deadline)
  let limit = TimeLimit(
    timeout: options.timeout, deadline: min(end, .now.advanced(by: options.deadline)))
  exam.evidence = await survey(configuration: source.path, within: limit)
  let stores = ProbePlan(stores: storesToLookAt(exam))
  exam.evidence = await measure(stores, within: limit, from: exam.evidence)
  let machine = await MachineProbe().look(
    at: NodeTargets(pidFolder: exam.text("env.pid.dir") ?? "/tmp"),
    exam.evidence.processes?.here ?? [], until: limit.deadline)
  var obstacles = signsOfCluster(exam, machine.pidFiles)
  if obstacles.isEmpty, rehearsing.role == .jobManager {
    obstacles += await signsOfJobManager(exam, within: limit)
  }
  let (plan, missing) = await rehearsalPlan(exam, rehearsing, options, machine, until: end)
  obstacles += missing
  guard let plan, obstacles.isEmpty else {
    var rehearsal = RehearsalEvidence(
      role: rehearsing.role, machine: exam.evidence.node?.hostname ?? "", ending: .notStarted)
    rehearsal.obstacles = obstacles
    exam.evidence.rehearsal = rehearsal
    return exam
  }
  switch rehearsing.role {
  case .jobManager:
    exam.evidence.rehearsal = await rehearseJobManager(plan, isStopped: isStopped, tell: tell)
  case .taskManager:
    exam.evidence = await rehearseTaskManager(
      plan, from: exam.evidence, isStopped: isStopped, tell: tell)
  }
  exam.topology = options.topology ?? topology(exam, source)
  return exam
}

/// Who registers from another machine makes it several; who is dialled by loopback is of this one.
private func topology(_ exam: Examination, _ source: ConfigurationSource) -> Topology {
  let own = Set(exam.evidence.node?.addresses ?? [])
  let rehearsal = exam.evidence.rehearsal
  let comers = (rehearsal?.taskManagers ?? []).map(\.from).filter { !$0.isEmpty }
  if comers.contains(where: { !own.contains($0) }) { return .several }
  let dialled = rehearsal?.paths.first { $0.role == .jobManagerRpc && $0.outcome == .reached }
  if let dialled, Host.isLoopback(dialled.address) { return .single }
  if !comers.isEmpty, rehearsal?.ending == .complete { return .single }
  return .derive(
    jobManager: exam.text("jobmanager.rpc.address"), hosts: source.folder.clusterHosts,
    deployment: exam.deployment, evidence: exam.evidence)
}
