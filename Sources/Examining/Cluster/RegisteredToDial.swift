import Diagnosis
import Evidence
import FlinkConfiguration
import LogReading
import Probes

/// What to dial as soon as a cluster has told where its TaskManagers have registered.
///
/// On a machine of the cluster that is what its own processes must reach, elsewhere all of it.
func registeredToDial(_ cluster: ClusterEvidence, _ exam: Examination) -> ProbePlan {
  let exam = exam.seeing(cluster)
  let roles: [PortRole] = [.taskManagerRpc, .taskManagerData]
  var ports = exam.peerPorts.filter { roles.contains($0.role) }
  if !exam.isOfCluster { ports += roles.flatMap { exam.registeredPorts($0) } }
  var plan = ProbePlan()
  for peer in ports {
    for port in peer.ports {
      let target = PortTarget(host: peer.host, port: port, role: peer.role)
      if !plan.ports.contains(target) { plan.ports.append(target) }
    }
  }
  // What a TaskManager calls itself counts for those who dial it.
  if exam.isOfCluster { plan.remoting = remotingToAsk(exam, plan.ports) }
  plan.names = Set((cluster.taskManagers ?? []).prefix(64).compactMap(\.host)).sorted()
  return plan
}

extension Examination {
  /// Judges by what the cluster shows, where it answered: the release that runs, and what the stack
  /// traces of its jobs say.
  mutating func takeCluster(_ patterns: [LogPattern]) {
    guard let cluster else { return }
    takeVersion(of: cluster)
    guard let traces = logs(ofExceptionsIn: cluster, patterns) else { return }
    if evidence.logs == nil {
      evidence.logs = traces
    } else {
      evidence.logs?.append(traces)
    }
  }

  /// The same examination with what a cluster shows.
  func seeing(_ cluster: ClusterEvidence) -> Examination {
    var exam = self
    exam.evidence.cluster = cluster
    exam.takeVersion(of: cluster)
    return exam
  }

  /// The release that runs, where neither the user nor `lib/` names one.
  mutating func takeVersion(of cluster: ClusterEvidence) {
    guard !isVersionTold, let text = cluster.version, let version = FlinkVersion(text) else {
      return
    }
    settle(on: version, toldBy: "REST")
  }
}
