import Evidence
import Probes
import Sockets
import Testing

/// Flink's search for an address, step by step; `Tests/Lab/addresses` holds it against Flink's own.
@Suite struct AddressSelectionTests {
  private static func address(_ text: String) -> IPAddress {
    IPAddress(text) ?? IPAddress(bytes: [0, 0, 0, 0], zone: 0)
  }

  /// Drives a search in a world in which `reaching` connect; a try that fails takes all its time.
  private func run(
    own: String?, _ addresses: [String], to target: String?, reaching: [String],
    timeout: Duration = .seconds(1)
  ) -> (outcome: AddressSelection.Outcome, steps: [String]) {
    var machine = AddressSelection(
      localHost: own.map(Self.address), addresses: addresses.map(Self.address),
      lookupTimeout: timeout, leader: .known(target.map(Self.address)))
    var steps: [String] = []
    var elapsed = Duration.zero
    var step = machine.next(at: elapsed)
    while true {
      switch step {
      case .connect(let source, let time):
        steps.append("\(source) \(Int(time / .milliseconds(1)))")
        let connected = reaching.contains(source.description)
        if !connected { elapsed += time }
        step = machine.next(at: elapsed, connected: connected)
      case .pause(let time):
        steps.append("pause \(Int(time / .milliseconds(1)))")
        elapsed += time
        step = machine.next(at: elapsed)
      case .waitForLeader(let time):
        steps.append("wait \(Int(time / .milliseconds(1)))")
        elapsed += time
        step = machine.next(at: elapsed)
      case .end(let outcome): return (outcome, steps)
      }
    }
  }

  @Test func theOwnNameComesFirst() {
    let (outcome, steps) = run(
      own: "127.0.1.1", ["10.0.0.2", "127.0.0.1"], to: "10.0.0.2",
      reaching: ["127.0.1.1", "10.0.0.2"])
    #expect(outcome == .chosen(Self.address("127.0.1.1"), isLocalHost: true, .localHost))
    #expect(steps == ["127.0.1.1 200"])
  }

  @Test func thenAddressesThatBeginAlike() {
    let (outcome, steps) = run(
      own: "127.0.1.1", ["192.168.0.2", "10.0.5.2", "127.0.0.1"], to: "10.0.0.1",
      reaching: ["10.0.5.2", "192.168.0.2"])
    #expect(outcome == .chosen(Self.address("10.0.5.2"), isLocalHost: false, .address))
    // The own name's address gets a second try, of a second, before another one is taken.
    #expect(steps == ["127.0.1.1 200", "10.0.5.2 50", "127.0.1.1 1000"])
  }

  @Test func thenAllOfThemFastAndThenSlowly() {
    let (outcome, steps) = run(
      own: "127.0.1.1", ["192.168.0.2", "127.0.0.1"], to: "10.0.0.1", reaching: ["192.168.0.2"])
    #expect(outcome == .chosen(Self.address("192.168.0.2"), isLocalHost: false, .fastConnect))
    #expect(steps == ["127.0.1.1 200", "192.168.0.2 50", "127.0.1.1 1000"])
  }

  @Test func passesAreRepeatedWithPausesThatDouble() {
    let (outcome, steps) = run(
      own: "10.0.0.2", [], to: nil, reaching: [], timeout: .milliseconds(1000))
    #expect(outcome == .chosen(Self.address("10.0.0.2"), isLocalHost: true, .heuristic))
    #expect(
      steps == ["pause 50", "pause 100", "pause 200", "pause 400", "pause 250"])
  }

  @Test func aPassIsWholeHoweverLongItTakes() {
    let (outcome, steps) = run(
      own: "127.0.1.1", ["10.0.0.2"], to: "10.0.0.1", reaching: [], timeout: .milliseconds(1))
    #expect(outcome == .chosen(Self.address("127.0.1.1"), isLocalHost: true, .heuristic))
    #expect(steps == ["127.0.1.1 200", "10.0.0.2 50", "10.0.0.2 50", "10.0.0.2 1000"])
  }

  @Test func withoutAnAddressOfTheOwnNameThereIsNone() {
    #expect(
      run(own: nil, ["10.0.0.2"], to: "10.0.0.1", reaching: ["10.0.0.2"]).outcome == .noLocalHost)
    #expect(run(own: nil, ["10.0.0.2"], to: "10.0.0.1", reaching: []).outcome == .noLocalHost)
    #expect(run(own: "10.0.0.2", [], to: "10.0.0.1", reaching: []).outcome == .noInterface)
  }

  @Test func noTimeIsNoTry() {
    let (outcome, steps) = run(
      own: "127.0.1.1", ["10.0.0.2"], to: "10.0.0.1", reaching: ["10.0.0.2"], timeout: .zero)
    #expect(outcome == .chosen(Self.address("127.0.1.1"), isLocalHost: true, .heuristic))
    #expect(steps.isEmpty)
  }

  @Test func theLeaderIsWaitedFor() {
    var machine = AddressSelection(
      localHost: Self.address("127.0.1.1"), addresses: [Self.address("10.0.0.2")],
      lookupTimeout: .seconds(10), leader: .unknown)
    #expect(machine.next(at: .zero) == .waitForLeader(atMost: .seconds(10)))
    machine.leaderFound(at: Self.address("10.0.0.1"))
    #expect(machine.next(at: .seconds(2)) == .pause(.milliseconds(50)))
    #expect(
      machine.next(at: .milliseconds(2050))
        == .connect(from: Self.address("127.0.1.1"), within: .milliseconds(200)))
    #expect(
      machine.next(at: .milliseconds(2051), connected: false)
        == .connect(from: Self.address("10.0.0.2"), within: .milliseconds(50)))
  }

  @Test func theOptionsOfAJVMDecideOverFamilies() {
    #expect(JavaNetworking(options: "") == JavaNetworking())
    #expect(JavaNetworking(options: "-Xmx1g -Djava.net.preferIPv4Stack=true").isIPv4Only)
    #expect(
      !JavaNetworking(
        options: "-Djava.net.preferIPv4Stack=true -Djava.net.preferIPv4Stack=false"
      ).isIPv4Only)
    #expect(JavaNetworking(options: "-Djava.net.preferIPv6Addresses=true").order == .ipv6First)
    #expect(JavaNetworking(options: "-Djava.net.preferIPv6Addresses=system").order == .system)
  }

  @Test func theAddressesOfANameAreInTheOrderOfTheJVM() {
    let (six, four) = (Self.address("fd00::1"), Self.address("10.0.0.1"))
    #expect(JavaNetworking().ordered([six, four]) == [four, six])
    #expect(JavaNetworking(order: .ipv6First).ordered([four, six]) == [six, four])
    #expect(JavaNetworking(order: .system).ordered([six, four]) == [six, four])
    #expect(JavaNetworking(isIPv4Only: true).ordered([six, four]) == [four])
    #expect(JavaNetworking(isIPv4Only: true).ordered([six]) == [])
  }
}
