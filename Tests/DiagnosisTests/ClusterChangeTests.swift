import Diagnosis
import Evidence
import Testing

/// What a watch tells of two looks at a cluster.
@Suite struct ClusterChangeTests {
  private static func glance(
    uid: Int64? = 1, _ change: (inout ClusterEvidence) -> Void = { _ in }
  ) -> ClusterGlance {
    var cluster = ClusterEvidence(
      url: "http://jm1:8081", host: "jm1", port: 8081, observedAtMs: ClusterEvidence.exampleNow)
    cluster.clock = ClockOffset(ms: 0, errorMs: 5)
    cluster.version = "1.20.5"
    cluster.configuration = [
      ClusterSetting("jobmanager.rpc.address", "jm1"),
      ClusterSetting("jobmanager.rpc.port", "6123"),
      ClusterSetting("web.tmpdir", "/tmp/flink-web-a"),
    ]
    cluster.taskManagers = [.at("10.0.0.2", "a"), .at("10.0.0.3", "b")]
    cluster.jobs = [ClusterJob(id: "j", name: "orders", state: "RUNNING")]
    change(&cluster)
    return ClusterGlance(cluster: cluster, uid: uid, longestBeatMs: 22_000)
  }

  private static func kinds(
    _ old: ClusterGlance, _ new: ClusterGlance
  ) -> [ClusterChange.Kind] { changes(from: old, to: new).map(\.kind) }

  @Test func nothingChanges() {
    #expect(Self.kinds(Self.glance(), Self.glance()).isEmpty)
  }

  @Test func anAnswerIsMissedOnceAndComesBack() {
    let silent = Self.glance { $0.failure = RESTFailure(.refused, path: "/config") }
    #expect(Self.kinds(Self.glance(), silent) == [.lost])
    #expect(Self.kinds(silent, silent).isEmpty)
    #expect(Self.kinds(silent, Self.glance()) == [.back])
  }

  @Test func anotherStartOfTheJobManagerIsToldByItsUid() {
    #expect(Self.kinds(Self.glance(uid: 1), Self.glance(uid: 2)) == [.jobManagerRestarted])
    // The folder tells where the uid is not known, and says nothing where it is.
    let moved = Self.glance { $0.configuration?[2] = ClusterSetting("web.tmpdir", "/tmp/b") }
    #expect(Self.kinds(Self.glance(), moved).isEmpty)
    var blind = moved
    blind.uid = nil
    #expect(Self.kinds(Self.glance(uid: nil), blind) == [.jobManagerRestarted])
  }

  @Test func anotherLeaderIsNoRestart() {
    let other = Self.glance(uid: 2) {
      $0.configuration?[0] = ClusterSetting("jobmanager.rpc.address", "jm2")
    }
    #expect(Self.kinds(Self.glance(), other) == [.leaderChanged])
  }

  @Test func taskManagersComeAndGo() {
    let lost = Self.glance { $0.taskManagers?.removeLast() }
    #expect(Self.kinds(Self.glance(), lost) == [.taskManagerLost])
    #expect(Self.kinds(lost, Self.glance()) == [.taskManagerRegistered])
    let restarted = Self.glance { $0.taskManagers?[1] = .at("10.0.0.3", "c") }
    #expect(Self.kinds(Self.glance(), restarted) == [.taskManagerRestarted])
    let moved = Self.glance { cluster in
      cluster.taskManagers?[1].path = "pekko.tcp://flink@localhost:6122/user/rpc/taskmanager_0"
    }
    #expect(Self.kinds(Self.glance(), moved) == [.taskManagerMoved])
  }

  @Test func aTaskManagerStallsAndBeatsAgain() {
    let silent = Self.glance { $0.taskManagers?[0] = .at("10.0.0.2", "a", heard: 30) }
    #expect(Self.kinds(Self.glance(), silent) == [.taskManagerStalls])
    #expect(Self.kinds(silent, silent).isEmpty)
    #expect(Self.kinds(silent, Self.glance()) == [.taskManagerBeats])
    // One that has just registered was never heard of.
    let new = Self.glance { $0.taskManagers?[0].lastHeartbeatMs = 0 }
    #expect(Self.kinds(Self.glance(), new).isEmpty)
  }

  @Test(arguments: [("FAILED", true), ("RESTARTING", true), ("FINISHED", false)])
  func aJobChangesItsState(state: String, isBad: Bool) {
    let changed = changes(
      from: Self.glance(), to: Self.glance { $0.jobs?[0].state = state })
    #expect(changed.map(\.kind) == [.jobChanged])
    #expect(changed.first?.isBad == isBad)
  }

  @Test func aJobAppears() {
    let more = Self.glance { cluster in
      cluster.jobs?.append(ClusterJob(id: "k", name: "more", state: "CREATED"))
    }
    #expect(Self.kinds(Self.glance(), more) == [.jobAppeared])
  }

  /// What one look lacks says nothing.
  @Test func whatIsNotKnownIsNoChange() {
    let blind = Self.glance {
      $0.taskManagers = nil
      $0.jobs = nil
      $0.configuration = nil
    }
    #expect(Self.kinds(Self.glance(), blind).isEmpty)
    #expect(Self.kinds(blind, Self.glance()).isEmpty)
  }
}
