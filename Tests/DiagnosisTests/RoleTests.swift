import Diagnosis
import Evidence
import Testing

/// What `--role auto` makes of the files and of what runs here.
@Suite struct RoleTests {
  private func roles(
    _ text: String = "jobmanager.rpc.address: jm1", masters: String? = nil,
    workers: String? = nil, hostname: String = "node1", running: [ProcessEvidence.Role] = []
  ) -> Set<Role> {
    var exam = Examination.of(text)
    exam.evidence.node = NodeEvidence(hostname: hostname, addresses: ["127.0.0.1", "10.0.0.7"])
    exam.evidence.processes = ProcessesEvidence(
      flink: running.map { ProcessEvidence(pid: 1, role: $0) })
    for (name, text) in [("masters", masters), ("workers", workers)] {
      if let text {
        exam.folder.files[name] = ConfigurationFolder.File(path: name, bytes: Array(text.utf8))
      }
    }
    return exam.roles
  }

  @Test func namesAndAddressesTell() {
    #expect(roles("jobmanager.rpc.address: node1") == [.jobManager])
    #expect(roles("jobmanager.rpc.address: NODE1.example.com") == [.jobManager])
    #expect(roles("jobmanager.rpc.address: 10.0.0.7") == [.jobManager])
    #expect(roles("jobmanager.rpc.address: localhost") == [.jobManager])
    #expect(roles(workers: "node1\nnode2") == [.taskManager])
    #expect(roles(workers: "10.0.0.7\n") == [.taskManager])
    #expect(
      roles("jobmanager.rpc.address: node1", workers: "node1\nnode2")
        == [.jobManager, .taskManager])
    #expect(roles("jobmanager.rpc.address: localhost", workers: "localhost").count == 2)
    #expect(roles(workers: "node2.other\nnode3", hostname: "node2.example") == [.client])
    #expect(roles(workers: "tm1\n") == [.client])
    #expect(roles() == [])
    #expect(roles(workers: "localhost\n") == [])
    #expect(roles("") == [])
  }

  @Test func mastersTellWhereLeadersAreElected() {
    let elected = "jobmanager.rpc.address: jm1\nhigh-availability.type: zookeeper"
    #expect(roles(elected, masters: "jm1:8081\nnode1:8081") == [.jobManager])
    #expect(roles(elected, masters: "jm1\njm2", workers: "tm1") == [.client])
    // Without high availability no script reads them.
    #expect(roles(masters: "node1:8081") == [])
  }

  @Test func whatRunsHereTellsMore() {
    #expect(roles(workers: "tm1", running: [.taskManager]) == [.taskManager])
    #expect(roles(running: [.jobManager, .taskManager, .client]) == [.jobManager, .taskManager])
    #expect(roles(workers: "tm1", running: [.historyServer]) == [.client])
  }
}
