package import Diagnosis
package import Evidence
import FlinkConfiguration

extension Topology {
  /// Whether the cluster stands on several machines, as far as files and this machine can tell.
  ///
  /// - Parameters:
  ///   - jobManager: `jobmanager.rpc.address` as set; nil when it is not.
  ///   - hosts: the hosts of `workers` and `masters`; empty when there are no such files.
  ///   - deployment: pods and YARN containers have their own loopback, so they count as machines.
  ///   - evidence: this node's addresses and what the JobManager's name resolves to.
  /// - Returns: `unknown` unless something tells.
  package static func derive(
    jobManager: String?, hosts: [String], deployment: Deployment, evidence: Evidence
  ) -> Topology {
    switch deployment {
    case .kubernetes, .kubernetesNative, .yarn: return .several
    case .standalone, .docker: break
    }
    let remote = Set(hosts.filter { !Host.isLoopback($0) })
    let namedJobManager = jobManager.flatMap { Host.isLoopback($0) ? nil : $0 }
    if remote.count > 1 { return .several }
    if let only = remote.first, let namedJobManager, only != namedJobManager { return .several }
    if let node = evidence.node, let namedJobManager {
      let addresses = evidence.name(namedJobManager)?.addresses ?? [namedJobManager]
      let known = evidence.name(namedJobManager)?.outcome == .resolved
      if known, addresses.allSatisfy({ !node.addresses.contains($0) }) { return .several }
    }
    if !hosts.isEmpty, remote.isEmpty, namedJobManager == nil { return .single }
    return .unknown
  }
}
