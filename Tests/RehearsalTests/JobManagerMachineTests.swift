import Evidence
import Rehearsal
import Remoting
import Testing

@Suite("The stand-in JobManager")
struct JobManagerMachineTests {
  /// A cluster without a network: TaskManagers that do what they are told.
  struct Cluster {
    var machine: JobManagerMachine
    var now = Duration.zero
    var news: [RehearsalNews] = []
    var sent: [Int: [RehearsalMessage]] = [:]
    var ending: RehearsalEvidence.Ending?
    /// The addresses of names; every other host is its own.
    var names: [String: [String]] = ["nowhere": []]
    /// What comes of a dial to an address.
    var outcomes: [String: RehearsalPath.Outcome] = [:]

    init(expected: Int? = nil, measuresPairs: Bool = true) {
      machine = JobManagerMachine(
        JobManagerMachine.Settings(
          machine: "jm1", expected: expected, measuresPairs: measuresPairs, blobPort: 6124,
          rpc: ("jm1", 6123)))
    }

    mutating func handle(_ input: JobManagerMachine.Input) {
      for action in machine.handle(input, at: now) {
        switch action {
        case .send(let link, let message):
          sent[link, default: []].append(message)
          if case .dial(let dial) = message {
            var path = RehearsalPath(outcomes[dial.address] ?? .reached)
            path.order = dial.order
            handle(.said(link, .dialled(path)))
          }
        case .resolve(let node, let host):
          handle(
            .resolved(
              node: node, host: host, addresses: names[host] ?? [host],
              error: host == "nowhere" ? "unknown name" : nil))
        case .measure(let dial):
          handle(.measured(dial, RehearsalPath(outcomes[dial.address] ?? .reached)))
        case .tell(let told): news.append(told)
        case .over(let why): ending = why
        case .close: break
        }
      }
    }

    mutating func join(_ id: Int, host: String? = nil, hasMeasured: Bool = true) {
      let identity = RehearsalIdentity(role: .taskManager, id: UInt64(id), machine: "tm\(id)")
      handle(.connected(id, identity, from: "10.0.0.\(id)"))
      handle(
        .said(
          id,
          .register(
            RehearsalRegistration(
              host: host ?? "10.0.0.\(id)", rpcPort: 6122, dataPort: 6121, memoryBytes: 1 << 30,
              cpus: 2))))
      for report in [JobManagerMachine.OwnReport.rpc, JobManagerMachine.OwnReport.blob] {
        var own = RehearsalPath(.reached)
        own.order = report
        own.address = "10.0.0.254"
        handle(.said(id, .dialled(own)))
      }
      if hasMeasured { tellEnd(id) }
    }

    /// A TaskManager has measured all its ways to the JobManager.
    mutating func tellEnd(_ id: Int) {
      var end = RehearsalPath(.reached)
      end.order = JobManagerMachine.OwnReport.end
      handle(.said(id, .dialled(end)))
    }

    mutating func heartbeat(_ ids: Int...) {
      for id in ids { handle(.said(id, .heartbeat(1))) }
    }

    mutating func pass(_ time: Duration) {
      now += time
      handle(.tick)
    }
  }

  @Test("One that is not trusted does not register, and is told about")
  func distrusted() {
    var cluster = Cluster(expected: 1)
    let identity = RehearsalIdentity(role: .taskManager, id: 1, machine: "tm1")
    let registration = RehearsalRegistration(host: "10.0.0.1", rpcPort: 6122, dataPort: 6121)
    var distrust = RehearsalDistrust(.notTrusted)
    distrust.subject = "CN=tm1"
    for _ in 0..<3 {
      cluster.handle(.connected(1, identity, from: "10.0.0.1", distrust: distrust))
      cluster.handle(.said(1, .register(registration)))
      cluster.handle(.disconnected(1))
    }
    #expect(cluster.sent[1] == Array(repeating: .refused(.distrusted), count: 3))
    #expect(cluster.machine.evidence.taskManagers.isEmpty)
    let path = cluster.machine.evidence.paths.first
    #expect(path?.outcome == .distrusted && path?.from == "tm1" && path?.to == "jm1")
    #expect(path?.distrusts?.map(\.reason) == [.notTrusted])
    // It says the same at each try, and is told about once.
    #expect(cluster.news.count == 1)

    // Started again with another key, it leaves nothing of that behind.
    let next = RehearsalIdentity(role: .taskManager, id: 2, machine: "tm1")
    cluster.handle(.connected(2, next, from: "10.0.0.1"))
    cluster.handle(.said(2, .register(registration)))
    #expect(cluster.machine.evidence.taskManagers.map(\.machine) == ["tm1"])
    #expect(!cluster.machine.evidence.paths.contains { $0.outcome == .distrusted })
  }

  @Test("One that does not trust the JobManager does not register either")
  func distrusting() {
    var cluster = Cluster(expected: 1)
    let identity = RehearsalIdentity(role: .taskManager, id: 1, machine: "tm1")
    cluster.handle(.connected(1, identity, from: "10.0.0.1"))
    cluster.handle(.said(1, .distrust(RehearsalDistrust(.expired))))
    cluster.handle(.said(1, .register(RehearsalRegistration(host: "a", rpcPort: 1, dataPort: 2))))
    #expect(cluster.sent[1] == [.refused(.distrusted)])
    let distrust = cluster.machine.evidence.paths.first?.distrusts?.first
    #expect(distrust?.reason == .expired && distrust?.isDialers == false)
  }

  @Test("ends when all who are waited for are in, have sent heartbeats, and are measured")
  func complete() {
    var cluster = Cluster(expected: 2)
    cluster.join(1)
    cluster.heartbeat(1)
    cluster.handle(.tick)
    #expect(cluster.ending == nil)
    cluster.join(2)
    cluster.handle(.tick)
    #expect(cluster.ending == nil)
    cluster.heartbeat(2)
    cluster.handle(.tick)
    #expect(cluster.ending == .complete)
    let evidence = cluster.machine.evidence
    #expect(evidence.taskManagers.map(\.machine) == ["tm1", "tm2"])
    #expect(evidence.taskManagers.map(\.heartbeats) == [1, 1])
    let cells = evidence.paths.map { "\($0.from) \($0.to) \($0.role.rawValue)" }
    #expect(
      Set(cells) == [
        "jm1 tm1 taskmanager-rpc", "jm1 tm1 taskmanager-data", "jm1 tm2 taskmanager-rpc",
        "jm1 tm2 taskmanager-data", "tm1 jm1 jobmanager-rpc", "tm2 jm1 jobmanager-rpc",
        "tm1 jm1 blob-server", "tm2 jm1 blob-server",
        "tm1 tm2 taskmanager-data", "tm2 tm1 taskmanager-data",
      ])
    #expect(cells.count == 10)
    #expect(cluster.sent[1]?.last == .ended && cluster.sent[2]?.last == .ended)
  }

  @Test(
    "declares lost who is silent for longer than the timeout, at the next sweep, and not before")
  func lost() {
    var cluster = Cluster()
    cluster.join(1)
    cluster.heartbeat(1)
    cluster.pass(.seconds(5))
    #expect(cluster.machine.evidence.taskManagers[0].state == .present)
    #expect(cluster.news.contains { if case .late = $0 { true } else { false } })
    cluster.pass(.milliseconds(1500))
    #expect(cluster.machine.evidence.taskManagers[0].state == .present)
    cluster.pass(.milliseconds(1600))
    #expect(cluster.machine.evidence.taskManagers[0].state == .lost)
    #expect(cluster.machine.evidence.taskManagers[0].timesLost == 1)
  }

  @Test("tells one that was lost to register again, and has it back")
  func back() {
    var cluster = Cluster()
    cluster.join(1)
    cluster.pass(.seconds(10))
    cluster.heartbeat(1)
    #expect(cluster.sent[1]?.last == .unknownTaskManager)
    cluster.join(1)
    #expect(cluster.machine.evidence.taskManagers.map(\.state) == [.present])
    #expect(
      cluster.news.contains { if case .registered(_, isBack: true) = $0 { true } else { false } })
  }

  @Test("measures again what did not work before one was lost")
  func measuredAgain() {
    var cluster = Cluster()
    cluster.join(1)
    cluster.outcomes["10.0.0.2"] = .silent
    cluster.join(2)
    #expect(cluster.machine.evidence.paths.filter { $0.outcome == .silent }.count == 3)
    cluster.pass(.seconds(5))
    cluster.heartbeat(1)
    cluster.pass(.seconds(5))
    cluster.outcomes = [:]
    cluster.heartbeat(2)
    cluster.join(2)
    #expect(cluster.machine.evidence.paths.allSatisfy { $0.outcome == .reached })
  }

  @Test("never loses one that sends its heartbeats")
  func steady() {
    var cluster = Cluster()
    cluster.join(1)
    for _ in 0..<100 {
      cluster.pass(.seconds(3))
      cluster.heartbeat(1)
    }
    #expect(cluster.machine.evidence.taskManagers[0].timesLost == 0)
  }

  @Test("puts what cannot be reached into the matrix, by direction")
  func unreachable() {
    var cluster = Cluster(expected: 2)
    cluster.outcomes["10.0.0.2"] = .dropped
    cluster.join(1)
    cluster.join(2)
    cluster.heartbeat(1, 2)
    let bad = cluster.machine.evidence.paths.filter { $0.outcome != .reached }
    #expect(
      bad.map { "\($0.from) \($0.to) \($0.role.rawValue) \($0.outcome.rawValue)" } == [
        "jm1 tm2 taskmanager-data dropped", "jm1 tm2 taskmanager-rpc dropped",
        "tm1 tm2 taskmanager-data dropped",
      ])
  }

  @Test("has every address of a name measured, in both directions, and marks the one Flink takes")
  func families() {
    var cluster = Cluster(expected: 2)
    for id in 1...2 { cluster.names["tm\(id)"] = ["10.0.0.\(id)", "fd00::\(id)"] }
    cluster.outcomes["fd00::2"] = .dropped
    for id in 1...2 { cluster.join(id, host: "tm\(id)") }
    cluster.heartbeat(1, 2)
    cluster.handle(.tick)
    #expect(cluster.ending == .complete)
    let data = cluster.machine.evidence.paths.filter {
      $0.role == .taskManagerData && !$0.isFromJobManager
    }
    #expect(
      data.map { "\($0.from) \($0.address) \($0.isFlinks) \($0.outcome.rawValue)" } == [
        "tm1 10.0.0.2 true reached", "tm1 fd00::2 false dropped",
        "tm2 10.0.0.1 true reached", "tm2 fd00::1 false reached",
      ])
    let dials = (cluster.sent[1] ?? []).compactMap { message -> RehearsalDial? in
      if case .dial(let dial) = message { dial } else { nil }
    }
    #expect(dials.map(\.isFlinks) == [true, false])
  }

  @Test("waits until a TaskManager has measured the JobManager at every address")
  func waitsForOwnReports() {
    var cluster = Cluster(expected: 1)
    cluster.join(1, hasMeasured: false)
    cluster.heartbeat(1)
    cluster.handle(.tick)
    #expect(cluster.ending == nil)
    cluster.tellEnd(1)
    cluster.handle(.tick)
    #expect(cluster.ending == .complete)
  }

  @Test("does not wait for what has no address")
  func unresolved() {
    var cluster = Cluster(expected: 1)
    cluster.join(1, host: "nowhere")
    cluster.heartbeat(1)
    cluster.handle(.tick)
    #expect(cluster.ending == .complete)
    #expect(cluster.machine.evidence.taskManagers[0].resolution == "unknown name")
    #expect(cluster.machine.evidence.paths.first?.outcome == .unresolved)
  }

  @Test("one that is started again takes the place of the one that is gone")
  func restarted() {
    var cluster = Cluster()
    cluster.join(1)
    cluster.handle(.said(1, .leaving))
    let identity = RehearsalIdentity(role: .taskManager, id: 9, machine: "tm1")
    cluster.handle(.connected(9, identity, from: "10.0.0.1"))
    cluster.handle(
      .said(
        9, .register(RehearsalRegistration(host: "10.0.0.1", rpcPort: 6122, dataPort: 6121))))
    #expect(cluster.machine.evidence.taskManagers.map(\.state) == [.present])
  }

  @Test("measures a sample of the pairs of many")
  func sampled() {
    var cluster = Cluster()
    for id in 1...120 { cluster.join(id) }
    let evidence = cluster.machine.evidence
    #expect(evidence.isSampled)
    let pairs = evidence.paths.filter { $0.role == .taskManagerData && !$0.isFromJobManager }
    #expect(pairs.count >= 2450 && pairs.count < 6000)
  }

  @Test("keeps what anybody may make it keep within bounds")
  func bounded() {
    var cluster = Cluster()
    for at in 0..<1000 {
      cluster.handle(.visitor(RehearsalVisitor(kind: .stranger, from: "10.1.0.\(at)", words: "x")))
    }
    #expect(cluster.machine.evidence.visitors.count == 200)
    cluster.join(1)
    for at in 0..<1000 {
      var path = RehearsalPath(.reached)
      path.order = 1
      path.address = "10.9.0.\(at)"
      cluster.handle(.said(1, .dialled(path)))
    }
    #expect(cluster.machine.evidence.paths.count < 30)
  }
}
