import Diagnosis
import Evidence
import FlinkConfiguration
import Probes
import Sockets

/// What on this node shows that a real cluster is there, in words; empty where nothing does.
func signsOfCluster(_ exam: Examination, _ pidFiles: [PidFileEvidence]) -> [String] {
  let running = (exam.evidence.processes?.here ?? []).filter {
    $0.role == .jobManager || $0.role == .taskManager
  }
  var signs = running.map { process in
    "a \(process.role == .jobManager ? "JobManager" : "TaskManager") runs here (pid \(process.pid))"
  }
  let known = Set(running.map(\.pid))
  for file in pidFiles {
    for entry in file.entries where entry.state == .flink && !known.contains(entry.pid) {
      signs.append("\(file.path) names the Flink process \(entry.pid), which runs")
    }
  }
  return signs
}

/// The same, at the address that the configuration gives to its JobManager.
///
/// REST alone is asked, which no cluster logs.
func signsOfJobManager(_ exam: Examination, within limit: TimeLimit) async -> [String] {
  guard exam.tlsSwitch(.rest) == nil,
    let rest = exam.peerPorts.first(where: { $0.role == .rest }), let port = rest.ports.first
  else { return [] }
  let end = limit.deadline
  guard let address = await javaLookUp(rest.host, until: end).addresses.first else { return [] }
  let answer = await Dialer.with { dialer in
    await dialer.get(
      HTTPQuestion(RESTPath.config.text, host: rest.host, port: port), at: address, port: port,
      timeout: .seconds(1))
  }
  guard case .success(let page)? = answer, page.status == 200,
    String(decoding: page.body, as: UTF8.self).contains("flink-version")
  else { return [] }
  return ["a real JobManager's REST answers at \(rest.host) port \(port)"]
}
