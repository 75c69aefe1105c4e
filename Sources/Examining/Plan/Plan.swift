package import Diagnosis
import Evidence
import FlinkConfiguration
package import Probes

/// What is asked for a configuration on this node; pure, so that it is tested without a network.
///
/// `exam` holds what the survey of the node told. It is asked under every version that is still
/// possible. A further topic is a field of `ProbePlan`, a file beside this one and a line here.
package func plan(_ exam: Examination) -> ProbePlan {
  var plan = ProbePlan()
  var exam = exam
  for version in exam.versions.versions {
    exam.version = version
    plan.names.add(namesToLookUp(exam))
    plan.ports.add(portsToDial(exam))
    plan.ownPorts.add(ownPorts(exam))
    plan.addressSelection = plan.addressSelection ?? addressToSelect(exam)
    plan.stores.add(storesToLookAt(exam))
    plan.node = plan.node ?? nodeToLookAt(exam)
  }
  plan.remoting = remotingToAsk(exam, plan.ports)
  plan.asksForNamesOfAddresses = exam.evidence.node != nil
  return plan
}

extension Array where Element: Hashable {
  /// Appends what is not there yet, in order.
  fileprivate mutating func add(_ others: [Element]) {
    for other in others where !contains(other) { append(other) }
  }
}
