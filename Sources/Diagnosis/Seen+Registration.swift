package import Evidence

extension Seen {
  /// What a TaskManager on this node would do; nil where the JobManager's address is not known.
  package static func registers(
    _ now: RegisteredAddress, ifUp: RegisteredAddress? = nil, own: String = "tm1",
    ownAddress: String? = "127.0.1.1", jobManager: String? = "10.0.0.1"
  ) -> Seen {
    Seen {
      $0.evidence.addressSelection = AddressSelectionEvidence(
        now: now, ifUp: ifUp, localHost: .init(name: own, address: ownAddress),
        jobManager: jobManager)
    }
  }
}

extension RegisteredAddress {
  /// For examples and tests.
  package static func at(
    _ address: String, _ strategy: Strategy, name: String? = nil
  ) -> RegisteredAddress {
    RegisteredAddress(
      address: name ?? address, hostname: name, chosen: address, strategy: strategy,
      reason: "\(address) was chosen")
  }

  /// For examples and tests.
  package static func failing(_ failure: Failure) -> RegisteredAddress {
    RegisteredAddress(
      address: nil, strategy: .fails, failure: failure, reason: "no TaskManager starts")
  }
}

extension Seen {
  /// A network interface of the doctor's own machine, after `node`.
  package static func interface(_ name: String, _ addresses: String...) -> Seen {
    Seen {
      let interface = InterfaceEvidence(name: name, addresses: addresses)
      let before = $0.evidence.node?.interfaces ?? []
      $0.evidence.node?.interfaces = before + [interface]
    }
  }
}
