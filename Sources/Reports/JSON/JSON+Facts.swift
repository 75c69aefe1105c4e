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
    self = .object(members)
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
