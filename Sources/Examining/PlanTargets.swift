package import Diagnosis
package import Probes

package func planTargets(_ exam: Examination) -> [ProbeTarget] { [] }
