import Evidence
import Rehearsal
import Remoting
import Testing

@Suite("The stand-in TaskManager")
struct TaskManagerMachineTests {
  static let registration = RehearsalRegistration(host: "10.0.0.1", rpcPort: 6122, dataPort: 6121)

  static func registered(at now: Duration = .zero) -> TaskManagerMachine {
    var machine = TaskManagerMachine(registration, .rehearsal)
    #expect(machine.handle(.connected, at: now) == [.send(.register(registration))])
    #expect(
      machine.handle(.said(.registered(interval: 3000, blobPort: 6124)), at: now) == [
        .measureJobManager(blobPort: 6124), .send(.heartbeat(1)),
      ])
    return machine
  }

  @Test("registers, measures, and sends a heartbeat each interval")
  func heartbeats() {
    var machine = Self.registered()
    _ = machine.handle(.said(.heartbeatAnswer(1)), at: .milliseconds(1))
    #expect(machine.handle(.tick, at: .milliseconds(2900)) == [])
    #expect(machine.handle(.tick, at: .seconds(3)) == [.send(.heartbeat(2))])
    #expect(machine.handle(.tick, at: .milliseconds(3100)) == [])
  }

  @Test("sends one heartbeat after it was frozen, and registers again when told to")
  func frozen() {
    var machine = Self.registered()
    _ = machine.handle(.said(.heartbeatAnswer(1)), at: .seconds(55))
    #expect(machine.handle(.tick, at: .seconds(60)) == [.send(.heartbeat(2))])
    #expect(machine.handle(.tick, at: .milliseconds(60_100)) == [])
    #expect(
      machine.handle(.said(.unknownTaskManager), at: .seconds(61)) == [
        .tell(.disconnected("the JobManager has declared it lost")),
        .send(.register(Self.registration)),
      ])
  }

  @Test("looks for the JobManager again when that is silent")
  func silentJobManager() {
    var machine = Self.registered()
    let actions = machine.handle(.tick, at: .seconds(7))
    #expect(actions.last == .reconnect("no heartbeat from the JobManager"))
  }

  @Test("says when it has measured all ways to the JobManager, and measures them once")
  func measuredJobManager() {
    var machine = Self.registered()
    var end = RehearsalPath(.reached)
    end.order = JobManagerMachine.OwnReport.end
    #expect(machine.handle(.measuredJobManager, at: .seconds(1)) == [.send(.dialled(end))])
    _ = machine.handle(.disconnected("gone"), at: .seconds(2))
    _ = machine.handle(.connected, at: .seconds(3))
    #expect(
      machine.handle(.said(.registered(interval: 3000, blobPort: 6124)), at: .seconds(3)) == [
        .send(.dialled(end)), .send(.heartbeat(2)),
      ])
  }

  @Test("keeps what it measured until there is a connection again")
  func unsent() {
    var machine = Self.registered()
    _ = machine.handle(.disconnected("gone"), at: .seconds(1))
    let path = RehearsalPath(.dropped)
    #expect(machine.handle(.measured(path), at: .seconds(2)) == [])
    _ = machine.handle(.connected, at: .seconds(3))
    #expect(
      machine.handle(.said(.registered(interval: 3000, blobPort: 0)), at: .seconds(3)) == [
        .send(.dialled(path)), .measureJobManager(blobPort: 0), .send(.heartbeat(2)),
      ])
  }

  @Test("measures again what it missed while it stood still, once it is back")
  func missed() {
    var missed = RehearsalPath(.silent)
    missed.order = JobManagerMachine.OwnReport.rpc
    // Lost before it was through with measuring, or after.
    for isThrough in [false, true] {
      var machine = Self.registered()
      _ = machine.handle(.measured(missed), at: .seconds(8))
      if isThrough { _ = machine.handle(.measuredJobManager, at: .seconds(8)) }
      _ = machine.handle(.said(.unknownTaskManager), at: .seconds(8))
      let back = machine.handle(
        .said(.registered(interval: 3000, blobPort: 6124)), at: .seconds(8))
      #expect(back.contains(.measureJobManager(blobPort: 6124)) == isThrough)
      guard !isThrough else { continue }
      #expect(
        machine.handle(.measuredJobManager, at: .seconds(9)) == [
          .measureJobManager(blobPort: 6124)
        ])
    }
  }

  @Test("ends when it is told that the rehearsal is over, and takes its leave when stopped")
  func ends() {
    var machine = Self.registered()
    #expect(machine.handle(.said(.ended), at: .seconds(1)) == [.over(.dismissed)])
    #expect(machine.handle(.tick, at: .seconds(9)) == [])
    machine = Self.registered()
    #expect(machine.handle(.stop, at: .seconds(1)) == [.send(.leaving), .over(.interrupted)])
  }
}
