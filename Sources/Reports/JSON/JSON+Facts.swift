import Diagnosis
import Evidence

extension JSON {
  /// A fact that was not asked for is left out.
  init(_ facts: Facts) {
    var members: [Member] = []
    if let address = facts.jobManagerAddress {
      members.append(Member("jobManagerAddress", JSON(address)))
    }
    if let selection = facts.taskManagerAddress {
      members.append(Member("taskManagerAddress", JSON(selection)))
    }
    if let processes = facts.processes {
      members.append(Member("processes", .array(processes.map(JSON.init))))
    }
    if let cluster = facts.cluster { members.append(Member("cluster", JSON(cluster))) }
    if let probed = facts.probed { members.append(Member("remoting", JSON(probed))) }
    if let rehearsal = facts.rehearsal { members.append(Member("rehearsal", JSON(rehearsal))) }
    self = .object(members)
  }

  private init(_ process: ProcessEvidence) {
    self = [
      "configDir": JSON(process.configDir),
      "overrides": .array(
        process.overrides.map { ["key": .string($0.key), "value": .string($0.value)] }),
      "pid": .integer(process.pid), "place": .string(process.place.rawValue),
      "role": .string(process.role.rawValue),
      "startedAt": .string(UnixTime.text(ofMilliseconds: process.startedAtMs)),
      "version": JSON(process.version),
    ]
  }

  /// What is not known of the peer is null.
  private init(_ probed: ProbedFacts) {
    let peer = probed.peer
    self = [
      "address": JSON(peer?.address),
      "echoes": .array(
        (peer?.echoes ?? []).map { echo in
          [
            "bytes": .integer(echo.bytes), "roundTripMs": JSON(milliseconds: echo.roundTripMs),
          ]
        }),
      "flinkVersion": JSON(peer?.flinkVersion),
      "frameSize": peer?.frame.map {
        ["bytes": .integer($0.bytes), "isAccepted": .bool($0.isAccepted)]
      } ?? .null,
      "hostname": JSON(peer?.hostname),
      "outcome": JSON(peer?.outcome.rawValue),
      "port": JSON(peer?.advertisedPort),
      "reverse": probed.reverse.map { .string($0.outcome.rawValue) } ?? .null,
      "roles": .strings(peer?.roles ?? []),
      "roundTripMs": .array((peer?.roundTripMs ?? []).map { JSON(milliseconds: $0) }),
      "scheme": JSON(peer?.scheme),
      "system": JSON(peer?.system),
      "tls": peer?.tls.map { tls in
        [
          "error": JSON(tls.error), "outcome": .string(tls.outcome.rawValue),
          "version": JSON(tls.version),
        ]
      } ?? .null,
      "uid": peer?.uid.map { .integer(Int($0)) } ?? .null,
    ]
  }

  private init(_ address: AdvertisedAddress) {
    self = [
      "address": .string(address.address), "bindAddress": .string(address.bindAddress),
      "port": .string(address.port), "reason": .string(address.reason),
    ]
  }

  private init(_ selection: AddressSelectionEvidence) {
    self = .object(
      Self.members(selection.now) + [
        Member("ifJobManagerIsDown", selection.ifDown.map(JSON.init) ?? .null),
        Member("ifJobManagerIsUp", selection.ifUp.map(JSON.init) ?? .null),
      ])
  }

  private init(_ registered: RegisteredAddress) { self = .object(Self.members(registered)) }

  private static func members(_ registered: RegisteredAddress) -> [Member] {
    [
      Member("address", JSON(registered.address)), Member("hostname", JSON(registered.hostname)),
      Member("reason", .string(registered.reason)),
      Member("strategy", .string(registered.strategy.rawValue)),
    ]
  }
}
