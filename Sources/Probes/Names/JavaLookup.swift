package import Sockets

/// What Java makes of a host name, IPv4 addresses first unless it is told otherwise.
///
/// Only the system is asked; whose fault a missing answer is, others find out.
package func javaLookUp(
  _ host: String, as java: JavaNetworking = JavaNetworking(), until end: ContinuousClock.Instant
) async -> (addresses: [IPAddress], error: String?) {
  guard let answer = await NameProbe.ofThisMachine().system(host, until: end) else {
    return ([], "no answer in time")
  }
  let addresses = java.ordered(answer.addresses)
  return (addresses, addresses.isEmpty ? answer.error ?? "no address" : nil)
}

/// What `InetAddress#getCanonicalHostName` makes of an address: its name, where the name leads back,
/// and else the address itself.
package func javaCanonicalName(
  of address: IPAddress, until end: ContinuousClock.Instant
) async -> String {
  let answer = await NameProbe.ofThisMachine().resolver.name(of: address, until: end)
  guard let name = answer?.name, await javaLookUp(name, until: end).addresses.contains(address)
  else { return address.description }
  return name
}
