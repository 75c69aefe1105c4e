import Evidence
import SystemPackage

/// What this machine's files say of how names are looked up.
func resolverEvidence(_ names: NameProbe = .ofThisMachine()) -> ResolverEvidence {
  let order = NameServiceSwitch(smallFile("/etc/nsswitch.conf") ?? [])
  let configuration = names.configuration
  return ResolverEvidence(
    services: order.services, servicesLine: order.line,
    servers: configuration.namesServers ? configuration.servers : [],
    search: configuration.search, dots: configuration.dots, options: configuration.options,
    hostsFaults: names.hosts.faults)
}
